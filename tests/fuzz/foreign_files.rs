//! Good files of other programs, to be changed.

const DOCCANO: &[&str] = &[
    "{\"id\":1,\"text\":\"أعلنت «قسد» سقوط سرت.\",\"entities\":[{\"id\":1,\"label\":\"A\",\"start_offset\":7,\"end_offset\":10},{\"id\":2,\
     \"label\":\"B\",\"start_offset\":17,\"end_offset\":20}],\"relations\":[{\"id\":3,\"from_id\":1,\"to_id\":2,\"type\":\"r\"}],\"Comments\":[]}\n",
    "{\"text\":\"سرت 🔴\\r\\nسرت\",\"label\":[[0,3,\"A\"],[6,9,\"B\"]],\"n\":1}\n\n{\"text\":\"\"}\n",
];
const LABEL_STUDIO: &[&str] = &[
    "[{\"id\":1,\"data\":{\"text\":\"أعلنت «قسد» سقوط سرت.\",\"t\":\"x\"},\"annotations\":[{\"completed_by\":{\"email\":\"a\"},\
    \"result\":[{\"id\":\"a\",\"from_name\":\"l\",\"to_name\":\"text\",\"type\":\"labels\",\"value\":{\"start\":7,\"end\":10,\"text\":\"قسد\",\"labels\":[\"A\",\"B\"]}},\
    {\"id\":\"a\",\"from_name\":\"c\",\"type\":\"choices\",\"value\":{\"choices\":[\"x\"]}},{\"id\":\"b\",\"value\":{\"start\":17,\"end\":20,\"labels\":[\"B\"]}},\
    {\"type\":\"relation\",\"from_id\":\"a\",\"to_id\":\"b\",\"direction\":\"left\"}]}],\"predictions\":[]},\n{\"text\":\"سرت\",\"label\":[{\"start\":0,\
    \"end\":3,\"labels\":[\"A\"]}]}]",
    "annotation_id,annotator,id,label,topic,text,lead_time\n1,a,1,\"[{\"\"start\"\":0,\"\"end\"\":3,\"\"labels\"\":[\"\"A\"\"]}]\",\"{\"\"choices\"\":[\"\"x\"\"]}\",سرت,1\n",
];
const PRODIGY: &[&str] = &[
    "{\"text\":\"أعلنت «قسد» سقوط سرت.\",\"spans\":[{\"start\":7,\"end\":10,\"label\":\"A\",\"id\":\"x\",\"note\":\"n\",\"score\":0.5},{\"start\":17,\"end\":20,\
     \"label\":\"B\",\"fragments\":[[17,18],[19,20]]}],\"relations\":[{\"label\":\"r\",\"head_span\":{\"start\":7,\"end\":10,\"label\":\"A\"},\"child_span\":\
     {\"start\":17,\"end\":20,\"label\":\"B\"}}],\"meta\":{\"a\":1},\"answer\":\"accept\"}\n",
    "[{\"id\":1,\"paragraphs\":[{\"raw\":\"سقوط سرت\",\"sentences\":[{\"tokens\":[{\"orth\":\"سقوط\",\"ner\":\"O\"},{\"orth\":\"سرت\",\"ner\":\"U-A\"}]}]},\
     {\"sentences\":[{\"tokens\":[{\"orth\":\"درنة\",\"ner\":\"B-A\"},{\"orth\":\"x\",\"ner\":\"L-A\"}]}]}]}]",
    "{\"text\":\"سقوط سرت\",\"mentions\":[{\"text\":\"سرت\",\"type\":\"A\",\"startIdx\":5,\"endIdx\":8}],\"label\":\"x\",\"cats\":{\"a\":1}}\n",
    "[[\"سرت\",{\"entities\":[[0,3,\"A\"]]}],{\"text\":\"سرت\",\"ents\":[],\"spans\":{\"g\":[{\"start\":0,\"end\":3,\"label\":\"A\"}]}}]",
];
const CSV: &[&str] = &[
    "doc,unit,start,end,quote,label,status,lat,lon,uri,note,fragments,attributes,annotator,created,id\r\n\
     a.txt,char,7,10,'قسد,A,suggested,,,f:x,\"a\n\"\"b\",7-8;9-10,\"{\"\"k\"\":1}\",s,2026,1\r\nb.txt,byte,0,3,x,B,,,,,,,,,,\r\n",
    "start;end;tag\n0;3;A\n4;9;B\n",
];
const JSONL: &[&str] = &[
    "{\"doc\":\"a\",\"unit\":\"char\",\"start\":7,\"end\":10,\"label\":\"A\",\"attributes\":{\"k\":1}}\n{\"quote\":\"x\",\"tag\":\"B\"}\n",
];
const WEBANNO: &[&str] = &[
    "#FORMAT=WebAnno TSV 3.3\n#T_SP=c.Entity|value|note|ROLE_c.E:a_c.L|uima.tcas.Annotation\n#T_CH=c.Link|referenceType|referenceRelation\n\
    #T_RL=c.Relation|value|BT_c.Entity\n\n\n#Text=أعلنت قسد\n#Text=أمس\n1-1\t0-5\tأعلنت\tA[1]\t*[1]\tr[1]\t1-2[2][1]\t*[1]\tx->1-1\t_\t_\t\n\
    1-1.1\t0-2\tأع\tB\\_\t_\t_\t_\t_\t_\t_\t_\t\n1-2\t6-9\tقسد\tA[1]|B[2]\t*[1]|*[2]\t_\t_\t*[1]\ty->1-2\tr\t1-1[1_2]\t\n\n#Text=سرت\n2-1\t15-18\tسرت\t_\n",
];

const WEB: &[&str] = &[
    "{\"@context\":\"x\",\"items\":[{\"id\":\"urn:uuid:01890000-0000-4000-8000-000000000001\",\"body\":[{\"purpose\":\"tagging\",\"value\":\"A\"},\
     {\"purpose\":\"identifying\",\"source\":\"e\"},\"n\"],\"creator\":{\"name\":\"s\"},\"created\":\"2026\",\"target\":{\"source\":\"a\",\"selector\":[\
     {\"type\":\"TextQuoteSelector\",\"exact\":\"سرت\",\"prefix\":\"x\",\"suffix\":\"y\"},{\"type\":\"TextPositionSelector\",\"start\":1,\"end\":4}]}},\
     {\"target\":[{\"selector\":{\"start\":1,\"end\":2,\"quote\":\"a\",\"refinedBy\":{}}}]}],\"id\":1}",
    "{\"total\":1,\"rows\":[{\"id\":\"q\",\"user\":\"acct:a@b\",\"text\":\"n\",\"tags\":[\"A\",\"B\"],\"uri\":\"u\",\"target\":[{\"selector\":[{\"type\":\
     \"TextPositionSelector\",\"start\":0,\"end\":3}]}]},{\"text\":\"r\",\"uri\":\"u\",\"references\":[\"q\"]}]}",
    "[{\"anchor\":\"char-offset:3\",\"bodies\":[{\"type\":\"QUOTE\",\"value\":\"abc\"},{\"type\":\"PLACE\",\"uri\":\"x\",\"status\":{\"value\":\"VERIFIED\"}}]}]",
];
const UIMA_JSON: &[&str] = &[
    "{\"%TYPES\":{},\"%FEATURE_STRUCTURES\":[{\"%ID\":1,\"%TYPE\":\"uima.cas.Sofa\",\"sofaID\":\"_InitialView\",\"sofaString\":\"سقوط سرت\"},\n\
    {\"%ID\":2,\"%TYPE\":\"c.Entity\",\"@sofa\":1,\"begin\":5,\"end\":8,\"value\":\"A\",\"note\":\"n\"},{\"%ID\":3,\"%TYPE\":\"c.Entity\",\"@sofa\":1,\"begin\":0,\"end\":4},\
    {\"%ID\":4,\"%TYPE\":\"c.Relation\",\"@sofa\":1,\"begin\":0,\"end\":4,\"@Governor\":2,\"@Dependent\":3,\"role\":\"r\"}],\"%VIEWS\":{}}",
];
const UIMA_XMI: &[&str] = &[
    "<?xml version='1.0'?><xmi:XMI xmlns:xmi=\"x\" xmlns:c=\"y\"><cas:NULL xmi:id=\"0\"/>\n<c:Entity xmi:id=\"2\" sofa=\"1\" begin=\"5\" \
    end=\"8\" value=\"A\"><tags>a &amp; b</tags></c:Entity><c:Entity xmi:id=\"3\" sofa=\"1\" begin=\"0\" end=\"4\"/><c:Relation xmi:id=\"4\" sofa=\"1\" begin=\"0\" \
    end=\"4\" Governor=\"2\" Dependent=\"3\"/><cas:Sofa xmi:id=\"1\" sofaID=\"_InitialView\" sofaString=\"سقوط سرت&#13;&#10;\"/></xmi:XMI>",
];
const CONLLU: &[&str] = &[
    "# newdoc id = a\n# text = x\n1-2\tوسرت\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\tو\t_\t_\t_\t_\t_\t_\t_\t_\n2\tسرت\t_\t_\t_\t_\t_\t_\t_\tNER=B-LOC\n\
    3\tالغرب\t_\t_\t_\t_\t_\t_\t_\tNER=I-LOC\n3.1\tx\n\n# newdoc id = b\n1\tدرنة\t_\t_\t_\t_\t_\t_\t_\tNE=S-LOC\n",
];
const TEI: &[&str] = &[
    "<TEI><teiHeader><category xml:id='l'><catDesc>A</catDesc></category></teiHeader><text><body><p xml:id='t'>سقوط <placeName ref='e'>سرت</placeName> \n\
    &amp; <rs type='B'>قسد</rs></p><ab xml:space='preserve'> a &#13;\n</ab></body></text><standOff><span xml:id='a' target='#string-range(t,0,4) #string-range(//p[1],5,3)' \
    ana='#l' corresp='e'>x</span><span xml:id='b' target='#string-range(t,5,3)'/><note target='#a'>n</note><relation name='r' active='#a' passive='#b'/></standOff></TEI>",
];
const REFI: &[&str] = &[
    "<?xml version=\"1.0\"?><Project origin=\"Hawashi 1\"><Users><User guid=\"1\" name=\"s\"/></Users><CodeBook><Codes><Code guid=\"2\" \
    name=\"A\" isCodable=\"true\"><Code guid=\"3\" name=\"B\"/></Code></Codes></CodeBook><Variables><Variable guid=\"4\" name=\"v\"/></Variables><Sources>\n\
    <TextSource guid=\"5\" name=\"a\"><PlainTextContent>سقوط سرت &amp; &#x41;</PlainTextContent><PlainTextSelection guid=\"6\" name=\"سرت\" \
    startPosition=\"5\" endPosition=\"8\" creatingUser=\"1\" creationDateTime=\"2026-11-28T06:00:00Z\"><Description>n\n--\nside: x\n\"a\": \"b\"</Description>\
    <Coding guid=\"7\"><CodeRef targetGUID=\"3\"/><NoteRef targetGUID=\"8\"/></Coding></PlainTextSelection><PlainTextSelection guid=\"9\" \
    startPosition=\"0\" endPosition=\"4\"/><VariableValue><VariableRef targetGUID=\"4\"/><TextValue>t</TextValue></VariableValue></TextSource></Sources>\
    <Notes><Note guid=\"8\"><PlainTextContent>m</PlainTextContent></Note></Notes><Links><Link guid=\"10\" name=\"r\" originGUID=\"6\" targetGUID=\"9\"/>\
    </Links></Project>",
];

const GATE: &[&str] = &[
    "<?xml version='1.0'?><GateDocument version='3'><GateDocumentFeatures/><TextWithNodes><Node id='0'/>🔴 <Node id='3'/>سرت<Node id='6'/> &amp; \
     قسد</TextWithNodes>\n<AnnotationSet Name='x'><Annotation Id='1' Type='A' StartNode='3' EndNode='6'><Feature><Name className='x'>kind</Name>\
     <Value>city</Value></Feature></Annotation><Annotation Id='2' Type='B' StartNode='3' EndNode='9'/></AnnotationSet></GateDocument>",
];

/// By the name of the format.
pub(crate) const SEEDS: &[(&str, &[&str])] = &[
    ("doccano", DOCCANO),
    ("label-studio", LABEL_STUDIO),
    ("prodigy", PRODIGY),
    ("csv", CSV),
    ("jsonl", JSONL),
    ("webanno-tsv", WEBANNO),
    ("w3c", WEB),
    ("recogito", WEB),
    ("hypothesis", WEB),
    ("refi-qda", REFI),
    ("tei", TEI),
    ("conllu", CONLLU),
    ("gate-xml", GATE),
    ("uima-json", UIMA_JSON),
    ("uima-xmi", UIMA_XMI),
];
