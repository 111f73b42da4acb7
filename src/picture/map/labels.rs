//! Where names stand on a map: nothing covers a name, neither a disc nor another name nor a leader.

use super::super::display::Rect;

/// The longest leader, in pixels from the disc's edge to the name.
const LONGEST_LEADER: f32 = 54.0;
/// White space around a name, in pixels.
const SPACE: f32 = 2.0;
/// How often the order is changed to place more names.
const SHUFFLES: usize = 200;

/// A name to be placed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Request {
    /// Its disc's middle and radius, in pixels.
    pub(super) center: [f32; 2],
    pub(super) radius: f32,
    /// Widths and heights of the name in its forms, the preferred one first: in two lines, in one.
    pub(super) forms: [Option<[f32; 2]>; 2],
    /// Whether it may stand apart, with a leader.
    pub(super) may_lead: bool,
    /// Whether it stands on its place instead of beside it.
    pub(super) is_centered: bool,
    /// How much is lost without it.
    pub(super) weight: f32,
}

/// Where a name stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placement {
    /// The name's rectangle.
    pub(super) rect: Rect,
    /// Which form.
    pub(super) form: usize,
    /// From the disc to the name.
    pub(super) leader: Option<[[f32; 2]; 2]>,
}

/// What takes room on the map.
#[derive(Clone, Debug, Default)]
struct Taken {
    rects: Vec<Rect>,
    leaders: Vec<[[f32; 2]; 2]>,
}

/// Places the names; `discs` are middles and radii of all discs, `fixed` what else must stay free.
pub(super) fn place(
    requests: &[Request],
    discs: &[([f32; 2], f32)],
    fixed: &[Rect],
    frame: Rect,
) -> Vec<Option<Placement>> {
    let mut order: Vec<usize> = (0..requests.len()).collect();
    order.sort_by(|a, b| requests[*b].weight.total_cmp(&requests[*a].weight));
    let mut best = attempt(requests, &order, discs, fixed, frame);
    let lost = |placed: &[Option<Placement>]| -> f32 {
        placed
            .iter()
            .zip(requests)
            .map(|(placement, request)| match placement {
                None => request.weight,
                // A leader is worth a little less than a place at the disc.
                Some(placement) if placement.leader.is_some() => request.weight * 0.1,
                Some(placement) => request.weight * 0.01 * placement.form as f32,
            })
            .sum()
    };
    let mut least = lost(&best);
    // Names without room go first for once; kept when that is better. Large maps have no time for it.
    if requests.len() <= 120 {
        let mut order = order;
        for round in 0..SHUFFLES {
            let out: Vec<usize> =
                (0..requests.len()).filter(|n| best[*n].is_none_or(|placed| placed.leader.is_some())).collect();
            let Some(&moved) = out.get(round % out.len().max(1)) else { break };
            let mut next = order.clone();
            next.retain(|number| *number != moved);
            let to = if next.is_empty() { 0 } else { (round * 7 + round / out.len()) % next.len() };
            next.insert(to.min(order.iter().position(|n| *n == moved).unwrap_or(0)), moved);
            let found = attempt(requests, &next, discs, fixed, frame);
            let loss = lost(&found);
            if loss < least {
                (best, least, order) = (found, loss, next);
            }
        }
    }
    best
}

fn attempt(
    requests: &[Request],
    order: &[usize],
    discs: &[([f32; 2], f32)],
    fixed: &[Rect],
    frame: Rect,
) -> Vec<Option<Placement>> {
    let mut taken = Taken { rects: fixed.to_vec(), leaders: Vec::new() };
    let mut placed = vec![None; requests.len()];
    for &number in order {
        let found = candidates(&requests[number]).find(|candidate| is_free(candidate, &taken, discs, frame));
        if let Some(placement) = found {
            taken.rects.push(placement.rect);
            taken.leaders.extend(placement.leader);
            placed[number] = Some(placement);
        }
    }
    placed
}

/// Directions round a disc, the most readable first: beside it, then above and below, then between.
const AROUND: [f32; 16] = [0.0, 8.0, 12.0, 4.0, 15.0, 1.0, 9.0, 7.0, 14.0, 2.0, 10.0, 6.0, 13.0, 3.0, 11.0, 5.0];

/// Where a name can stand, the best first.
fn candidates(request: &Request) -> impl Iterator<Item = Placement> + '_ {
    let forms = || request.forms.iter().enumerate().filter_map(|(form, size)| size.map(|size| (form, size)));
    let centered = request.is_centered.then(|| {
        let [x, y] = request.center;
        forms().map(move |(form, [w, h])| {
            let rect = [x - w / 2.0, y - h / 2.0, x + w / 2.0, y + h / 2.0];
            Placement { rect, form, leader: None }
        })
    });
    let beside = (!request.is_centered).then(|| {
        let near = forms().flat_map(|(form, size)| AROUND.iter().map(move |turn| (form, size, *turn, 4.0)));
        let steps = if request.may_lead { 3 } else { 0 };
        let far = forms().flat_map(move |(form, size)| {
            (1..=steps).flat_map(move |step| {
                AROUND.iter().map(move |turn| (form, size, *turn, LONGEST_LEADER * step as f32 / 3.0))
            })
        });
        near.chain(far).map(|(form, size, turn, distance)| beside(request, form, size, turn, distance))
    });
    centered.into_iter().flatten().chain(beside.into_iter().flatten())
}

/// A name beside its disc: in sixteenths of a turn from the right, clockwise.
fn beside(request: &Request, form: usize, [w, h]: [f32; 2], turn: f32, distance: f32) -> Placement {
    let (sin, cos) = (turn / 16.0 * std::f32::consts::TAU).sin_cos();
    let [x, y] = request.center;
    let reach = request.radius + distance;
    // The point of the name that is nearest to the disc lies in that direction.
    let (px, py) = (x + cos * reach, y + sin * reach);
    let (left, top) = (px - w * (1.0 - cos) / 2.0, py - h * (1.0 - sin) / 2.0);
    let rect = [left, top, left + w, top + h];
    let leader = (distance > 5.0).then(|| {
        let from = [x + cos * request.radius, y + sin * request.radius];
        [from, [px.clamp(rect[0], rect[2]), py.clamp(rect[1], rect[3])]]
    });
    Placement { rect, form, leader }
}

fn is_free(candidate: &Placement, taken: &Taken, discs: &[([f32; 2], f32)], frame: Rect) -> bool {
    let [left, top, right, bottom] = candidate.rect;
    let wide = [left - SPACE, top - SPACE / 2.0, right + SPACE, bottom + SPACE / 2.0];
    let is_inside = wide[0] >= frame[0] && wide[1] >= frame[1] && wide[2] <= frame[2] && wide[3] <= frame[3];
    is_inside
        && !taken.rects.iter().any(|rect| meets(*rect, wide))
        && !discs.iter().any(|(center, radius)| covers(*center, *radius, candidate.rect))
        && !taken.leaders.iter().any(|leader| crosses(*leader, wide))
        && candidate.leader.is_none_or(|leader| {
            !taken.rects.iter().any(|rect| crosses(leader, *rect))
                && !discs.iter().any(|(center, radius)| runs_over(leader, *center, *radius))
                && !taken.leaders.iter().any(|other| segments_cross(leader, *other))
        })
}

/// Whether two rectangles have a common area.
pub(super) fn meets(a: Rect, b: Rect) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// Whether a disc covers a part of a rectangle.
pub(super) fn covers([x, y]: [f32; 2], radius: f32, [left, top, right, bottom]: Rect) -> bool {
    let (dx, dy) = (x - x.clamp(left, right), y - y.clamp(top, bottom));
    dx * dx + dy * dy < radius * radius
}

/// Whether a line goes through a rectangle.
pub(super) fn crosses([a, b]: [[f32; 2]; 2], [left, top, right, bottom]: Rect) -> bool {
    // Liang and Barsky's clipping.
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let (mut from, mut to) = (0.0_f32, 1.0_f32);
    for (p, q) in [(-dx, a[0] - left), (dx, right - a[0]), (-dy, a[1] - top), (dy, bottom - a[1])] {
        if p == 0.0 {
            if q <= 0.0 {
                return false;
            }
        } else if p < 0.0 {
            from = from.max(q / p);
        } else {
            to = to.min(q / p);
        }
    }
    from < to
}

/// Whether a line that begins at the edge of a disc, or elsewhere, goes over a disc.
fn runs_over([a, b]: [[f32; 2]; 2], [x, y]: [f32; 2], radius: f32) -> bool {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let length = (dx * dx + dy * dy).max(f32::MIN_POSITIVE);
    let share = (((x - a[0]) * dx + (y - a[1]) * dy) / length).clamp(0.0, 1.0);
    // Its own disc is touched where it begins.
    (a[0] + dx * share - x).hypot(a[1] + dy * share - y) < radius - 0.5
}

/// Whether two lines cross.
fn segments_cross([a, b]: [[f32; 2]; 2], [c, d]: [[f32; 2]; 2]) -> bool {
    let side = |p: [f32; 2], q: [f32; 2], r: [f32; 2]| (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn requests() -> impl Strategy<Value = Vec<Request>> {
        let one = (0.0..800.0_f32, 0.0..600.0_f32, 3.5..40.0_f32, 20.0..120.0_f32, any::<bool>(), 1.0..100.0_f32);
        prop::collection::vec(one, 0..50).prop_map(|those| {
            let request = |(x, y, radius, width, is_centered, weight)| Request {
                center: [x, y],
                radius: if is_centered { 0.0 } else { radius },
                forms: [Some([width, 34.0]), Some([width * 1.6, 18.0])],
                may_lead: !is_centered,
                is_centered,
                weight,
            };
            those.into_iter().map(request).collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn nothing_covers_a_name(requests in requests()) {
            let frame = [0.0, 0.0, 800.0, 600.0];
            let fixed = [[0.0, 520.0, 140.0, 600.0]];
            let discs: Vec<_> =
                requests.iter().filter(|r| !r.is_centered).map(|r| (r.center, r.radius)).collect();
            let placed = place(&requests, &discs, &fixed, frame);
            prop_assert_eq!(placed.len(), requests.len());
            for (number, placement) in placed.iter().enumerate() {
                let Some(Placement { rect, leader, .. }) = placement else { continue };
                prop_assert!(rect[0] >= 0.0 && rect[1] >= 0.0 && rect[2] <= 800.0 && rect[3] <= 600.0);
                prop_assert!(!meets(*rect, fixed[0]));
                prop_assert!(!discs.iter().any(|(center, radius)| covers(*center, *radius, *rect)));
                for other in placed[..number].iter().flatten() {
                    prop_assert!(!meets(*rect, other.rect), "{rect:?} and {:?}", other.rect);
                    prop_assert!(other.leader.is_none_or(|leader| !crosses(leader, *rect)));
                    prop_assert!(leader.is_none_or(|leader| !crosses(leader, other.rect)));
                }
            }
        }
    }

    #[test]
    fn a_name_with_room_stands_at_the_right_of_its_disc() {
        let request = Request {
            center: [100.0, 100.0],
            radius: 10.0,
            forms: [Some([50.0, 30.0]), None],
            may_lead: true,
            is_centered: false,
            weight: 1.0,
        };
        let placed = place(&[request], &[([100.0, 100.0], 10.0)], &[], [0.0, 0.0, 400.0, 300.0]);
        assert_eq!(placed[0].unwrap(), Placement { rect: [114.0, 85.0, 164.0, 115.0], form: 0, leader: None });
    }
}
