//! Applies Hawashi's colours and sizes to egui.

use eframe::egui::style::{
    HandleShape, NumericColorSpace, ScrollAnimation, ScrollStyle, Selection, WidgetVisuals, Widgets,
};
use eframe::egui::{self, Color32, CornerRadius, CursorIcon, Margin, Shadow, Stroke, Vec2, Visuals, vec2};

use super::{Theme, size};

impl Theme {
    /// Gives egui this theme's colours and Hawashi's sizes, so that nothing of its own look remains. Called when the
    /// theme changes, not in each frame.
    ///
    /// Both of egui's own themes get this style, and egui is prevented from following the system's theme.
    pub fn apply(&self, ctx: &egui::Context) {
        ctx.set_theme(if self.dark { egui::Theme::Dark } else { egui::Theme::Light });
        let visuals = visuals(self);
        ctx.all_styles_mut(|style| {
            style.visuals = visuals.clone();
            spacing(style);
        });
    }
}

fn visuals(theme: &Theme) -> Visuals {
    let base = if theme.dark { Visuals::dark() } else { Visuals::light() };
    let hairline = Stroke::new(size::HAIRLINE, theme.line);
    let state = |fill: Color32, edge: Stroke, ink: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: edge,
        corner_radius: CornerRadius::same(size::RADIUS),
        fg_stroke: Stroke::new(1.0, ink),
        expansion: 0.0,
    };
    let mut text_cursor = base.text_cursor.clone();
    text_cursor.stroke = Stroke::new(1.5, theme.accent);
    let mut ime_composition = base.ime_composition;
    ime_composition.active_underline_stroke = Stroke::new(2.0, theme.ink);
    ime_composition.inactive_underline_stroke = Stroke::new(1.0, theme.dim);
    Visuals {
        dark_mode: theme.dark,
        override_text_color: Some(theme.ink),
        weak_text_color: Some(theme.dim),
        widgets: Widgets {
            noninteractive: state(theme.card, hairline, theme.ink),
            inactive: state(Color32::TRANSPARENT, Stroke::NONE, theme.ink),
            hovered: state(Theme::over(theme.card, theme.hover), Stroke::NONE, theme.ink),
            active: state(Theme::over(theme.card, theme.pressed), Stroke::NONE, theme.ink),
            open: state(Theme::over(theme.card, theme.hover), Stroke::NONE, theme.ink),
        },
        selection: Selection { bg_fill: theme.selection, stroke: Stroke::new(1.0, theme.accent) },
        ime_composition,
        hyperlink_color: theme.accent,
        faint_bg_color: theme.note,
        extreme_bg_color: theme.field,
        text_edit_bg_color: Some(theme.field),
        code_bg_color: theme.note,
        warn_fg_color: theme.warning.line,
        error_fg_color: theme.error.line,
        window_corner_radius: CornerRadius::same(size::CARD_RADIUS),
        window_shadow: shadow(theme),
        window_fill: theme.card,
        window_stroke: hairline,
        window_highlight_topmost: false,
        menu_corner_radius: CornerRadius::same(size::CARD_RADIUS),
        panel_fill: theme.ground,
        popup_shadow: shadow(theme),
        resize_corner_size: 0.0,
        text_cursor,
        button_frame: true,
        collapsing_header_frame: false,
        indent_has_left_vline: false,
        striped: false,
        slider_trailing_fill: true,
        handle_shape: HandleShape::Circle,
        interact_cursor: Some(CursorIcon::PointingHand),
        image_loading_spinners: false,
        numeric_color_space: NumericColorSpace::GammaByte,
        ..base
    }
}

fn shadow(theme: &Theme) -> Shadow {
    Shadow { offset: [0, 4], blur: 16, spread: 0, color: theme.shadow }
}

fn spacing(style: &mut egui::Style) {
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(size::INSIDE, size::STEP);
    spacing.window_margin = Margin::same(size::GROUP as i8);
    spacing.menu_margin = Margin::same(size::STEP as i8);
    spacing.button_padding = vec2(size::INSIDE, size::STEP);
    spacing.interact_size = Vec2::new(size::TARGET, size::TARGET);
    spacing.menu_spacing = 2.0;
    spacing.scroll = ScrollStyle {
        bar_width: 8.0,
        handle_min_length: 24.0,
        floating_width: 6.0,
        bar_inner_margin: size::STEP,
        bar_outer_margin: size::BAR_MARGIN,
        ..ScrollStyle::floating()
    };
    // The fade would grey the last line of a list.
    style.spacing.scroll.fade.strength = 0.0;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    style.animation_time = 0.0;
    style.scroll_animation = ScrollAnimation::duration(size::SCROLL_SECS);
}
