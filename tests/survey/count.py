"""Counts the annotations of a folder by itself: reads the RON files and the texts, and knows nothing of the program.

Prints JSON: for each way of counting a list of [key, count], or [first, second, passages] for what is named together.
"""

import collections
import datetime
import json
import pathlib
import re
import sys

TOKEN = re.compile(
    r'\s*(?:'
    r'(?P<string>"(?:[^"\\]|\\.)*")|(?P<raw>r(?P<hashes>#*)"(?P<inner>.*?)"(?P=hashes))'
    r"|(?P<char>'(?:[^'\\]|\\.)')|(?P<number>-?\d+(?:\.\d+)?)|(?P<word>[A-Za-z_]\w*)|(?P<sign>[(){}\[\]:,]))",
    re.S,
)


class Ron:
    """A reader of RON: structures and maps become dicts, lists and tuples lists, named values [name, value]."""

    def __init__(self, text):
        text = re.sub(r'^\s*//.*$', '', text, flags=re.M)
        self.tokens = []
        at = 0
        while text[at:].strip():
            found = TOKEN.match(text, at)
            if not found:
                raise ValueError(f'no RON at {text[at:at + 40]!r}')
            kind = found.lastgroup if found.lastgroup not in ('hashes', 'inner') else 'raw'
            self.tokens.append((kind, found))
            at = found.end()
        self.at = 0

    def sign(self):
        if self.at < len(self.tokens) and self.tokens[self.at][0] == 'sign':
            return self.tokens[self.at][1].group('sign')
        return None

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def value(self):
        kind, found = self.take()
        if kind == 'string':
            return json.loads(re.sub(r'\\u\{(\w+)\}', lambda m: f'\\u{m.group(1):0>4}', found.group('string').replace("\\'", "'")))
        if kind == 'raw':
            return found.group('inner')
        if kind == 'char':
            return found.group('char')[1:-1]
        if kind == 'number':
            return float(found.group('number'))
        if kind == 'word':
            word = found.group('word')
            if word in ('true', 'false'):
                return word == 'true'
            return [word, self.value()] if self.sign() == '(' else word
        end = {'(': ')', '[': ']', '{': '}'}[found.group('sign')]
        named, plain = {}, []
        while self.sign() != end:
            first = self.value()
            if self.sign() == ':':
                self.take()
                named[first] = self.value()
            else:
                plain.append(first)
            if self.sign() == ',':
                self.take()
        self.take()
        return named if named else plain


def spans_of(annotation):
    span = annotation['span']
    return [span] if isinstance(span[0], float) else span


def sentence_ends(line):
    """Where the sentences of a line end, by the rules of the documentation."""
    ends, at = [], 0
    while at < len(line):
        sign = line[at]
        ends_here = sign in '؟?!…؛۔'
        if sign == '.':
            before = line[at - 1] if at else ' '
            behind = line[at + 1] if at + 1 < len(line) else ' '
            latin = all(c.isascii() and c.isalnum() for c in (before, behind))
            ends_here = not (latin or before.isnumeric() and behind.isnumeric())
        at += 1
        if ends_here:
            while at < len(line) and line[at] in '.؟?!…»”")]':
                at += 1
            ends.append(at)
    return ends


def places(text, byte):
    """The numbers of paragraph and sentence at a byte."""
    at = len(text.encode()[:byte].decode())
    start = text.rfind('\n', 0, at) + 1
    end = text.find('\n', at)
    line = text[start:end if end >= 0 else len(text)]
    inside = sum(1 for end in sentence_ends(line) if end <= at - start)
    return start, (start, inside)


def main(folder):
    counts = {name: collections.Counter() for name in ('label', 'entity', 'status', 'author', 'article', 'day', 'week', 'month', 'relation')}
    together = {within: collections.Counter() for within in ('sentence', 'paragraph', 'article')}
    for file in sorted(pathlib.Path(folder).glob('*.hawashi.ron')):
        ron = Ron(file.read_text()).value()
        article = file.with_name(ron['article']['file'])
        text = article.read_bytes().decode().removeprefix('\ufeff')
        day = datetime.date.fromisoformat(ron['article']['attributes']['published'][1][0])
        iso = day.isocalendar()
        passages = {within: collections.defaultdict(lambda: collections.defaultdict(list)) for within in together}
        kept = {}
        for annotation in ron.get('annotations', []):
            status = annotation.get('status', 'Accepted').lower()
            acts = annotation.get('provenance', [])
            if status == 'rejected':
                continue
            kept[annotation['id']] = annotation
            label, entity = annotation['label'], annotation.get('entity')
            counts['label'][label] += 1
            if entity:
                counts['entity'][entity] += 1
            counts['status'][status] += 1
            counts['author'][acts[-1].get('by', '') if acts else ''] += 1
            counts['article'][article.name] += 1
            counts['day'][day.isoformat()] += 1
            counts['week'][f'{iso.year:04}-W{iso.week:02}'] += 1
            counts['month'][f'{day.year:04}-{day.month:02}'] += 1
            start, end = (int(at) for at in spans_of(annotation)[0])
            paragraph, sentence = places(text, start)
            for within, place in (('sentence', sentence), ('paragraph', paragraph), ('article', 0)):
                if entity:
                    passages[within][place][(label, entity)].append((start, end))
        for relation in ron.get('relations', []):
            ends = [next(a for a in ron['annotations'] if a['id'] == relation[end]) for end in ('from', 'to')]
            if relation.get('status', 'Accepted') != 'Rejected':
                counts['relation'][' '.join([relation['kind']] + [end.get('entity', '') for end in ends])] += 1
        for within, found in passages.items():
            for named in found.values():
                for first, some in named.items():
                    for second, others in named.items():
                        apart = any(b <= c or d <= a for a, b in some for c, d in others)
                        if first[0] < second[0] and first[1] != second[1] and apart:
                            together[within][(first[1], second[1])] += 1
    result = {name: sorted(map(list, counter.items())) for name, counter in counts.items()}
    for within, counter in together.items():
        result[f'together in one {within}'] = sorted([*pair, count] for pair, count in counter.items())
    print(json.dumps(result, ensure_ascii=False))


main(sys.argv[1])
