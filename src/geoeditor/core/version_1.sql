CREATE TABLE attachment (
	id INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	media_type TEXT NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	credit TEXT DEFAULT '' NOT NULL,
	licence TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (sha256)
) STRICT;

CREATE TABLE field (
	id INTEGER NOT NULL,
	scope TEXT NOT NULL,
	"key" TEXT NOT NULL,
	label TEXT NOT NULL,
	type TEXT DEFAULT 'text' NOT NULL,
	options TEXT DEFAULT '{}' NOT NULL,
	ordinal INTEGER DEFAULT 0 NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT key_not_blank CHECK (trim(key) <> ''),
	CONSTRAINT label_not_blank CHECK (trim(label) <> ''),
	UNIQUE (scope, "key")
) STRICT;

CREATE TABLE kind (
	id INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	scope TEXT NOT NULL,
	label TEXT NOT NULL,
	inverse TEXT DEFAULT '' NOT NULL,
	parent_id INTEGER,
	directed INTEGER DEFAULT 1 NOT NULL,
	sign INTEGER DEFAULT 0 NOT NULL,
	score REAL,
	colour TEXT DEFAULT '' NOT NULL,
	icon TEXT DEFAULT '' NOT NULL,
	ordinal INTEGER DEFAULT 0 NOT NULL,
	hidden INTEGER DEFAULT 0 NOT NULL,
	map TEXT DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT key_not_blank CHECK (trim(key) <> ''),
	CONSTRAINT label_not_blank CHECK (trim(label) <> ''),
	CONSTRAINT sign_in_range CHECK (sign BETWEEN -1 AND 1),
	UNIQUE (scope, label),
	UNIQUE ("key"),
	FOREIGN KEY(parent_id) REFERENCES kind (id) ON DELETE RESTRICT
) STRICT;

CREATE INDEX ix_kind_parent_id ON kind (parent_id);

CREATE TABLE merge (
	id INTEGER NOT NULL,
	old_id INTEGER NOT NULL,
	new_id INTEGER NOT NULL,
	at TEXT DEFAULT '' NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	same INTEGER DEFAULT 1 NOT NULL,
	moved TEXT DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (old_id, new_id)
) STRICT;

CREATE TABLE project (
	id INTEGER NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	description TEXT DEFAULT '' NOT NULL,
	language TEXT DEFAULT 'en' NOT NULL,
	timezone TEXT DEFAULT 'UTC' NOT NULL,
	date_order TEXT DEFAULT '' NOT NULL,
	vague_days TEXT DEFAULT '{}' NOT NULL,
	copy_of INTEGER,
	extra TEXT DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
) STRICT;

CREATE UNIQUE INDEX ix_project_one_row ON project ((1));

CREATE TABLE tag (
	id INTEGER NOT NULL,
	name TEXT COLLATE "NOCASE" NOT NULL,
	colour TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT name_not_blank CHECK (trim(name) <> ''),
	UNIQUE (name)
) STRICT;

CREATE TABLE "view" (
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	ordinal INTEGER DEFAULT 0 NOT NULL,
	state TEXT DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT name_not_blank CHECK (trim(name) <> ''),
	UNIQUE (name)
) STRICT;

CREATE TABLE actor (
	id INTEGER NOT NULL,
	kind_id INTEGER,
	name TEXT NOT NULL,
	named INTEGER DEFAULT 1 NOT NULL,
	description TEXT DEFAULT '' NOT NULL,
	country TEXT DEFAULT '' NOT NULL,
	lat REAL,
	lon REAL,
	colour TEXT DEFAULT '' NOT NULL,
	t TEXT DEFAULT '' NOT NULL,
	t_lo INTEGER,
	t_hi INTEGER,
	t_prec TEXT DEFAULT '' NOT NULL,
	portrait_id INTEGER,
	ext_ids TEXT DEFAULT '{}' NOT NULL,
	extra TEXT DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT name_not_blank CHECK (trim(name) <> ''),
	CONSTRAINT lat_in_range CHECK (lat BETWEEN -90 AND 90),
	CONSTRAINT lon_in_range CHECK (lon BETWEEN -180 AND 180),
	CONSTRAINT time_in_order CHECK ((t = '') = (t_lo IS NULL) AND (t_lo IS NULL) = (t_hi IS NULL) AND t_lo < t_hi),
	FOREIGN KEY(kind_id) REFERENCES kind (id) ON DELETE RESTRICT,
	FOREIGN KEY(portrait_id) REFERENCES attachment (id) ON DELETE SET NULL
) STRICT;

CREATE INDEX ix_actor_kind_id ON actor (kind_id);

CREATE INDEX ix_actor_portrait_id ON actor (portrait_id);

CREATE TABLE annotation (
	id INTEGER NOT NULL,
	view_id INTEGER NOT NULL,
	shape TEXT DEFAULT 'text' NOT NULL,
	text TEXT DEFAULT '' NOT NULL,
	x REAL DEFAULT (0.0) NOT NULL,
	y REAL DEFAULT (0.0) NOT NULL,
	w REAL DEFAULT (0.0) NOT NULL,
	h REAL DEFAULT (0.0) NOT NULL,
	style TEXT DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(view_id) REFERENCES "view" (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX ix_annotation_view_id ON annotation (view_id);

CREATE TABLE attachment_data (
	id INTEGER NOT NULL,
	attachment_id INTEGER NOT NULL,
	data BLOB NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (attachment_id),
	FOREIGN KEY(attachment_id) REFERENCES attachment (id) ON DELETE CASCADE
) STRICT;

CREATE TABLE event (
	id INTEGER NOT NULL,
	kind_id INTEGER,
	title TEXT NOT NULL,
	description TEXT DEFAULT '' NOT NULL,
	status TEXT DEFAULT 'occurred' NOT NULL,
	t TEXT DEFAULT '' NOT NULL,
	t_lo INTEGER,
	t_hi INTEGER,
	t_prec TEXT DEFAULT '' NOT NULL,
	score REAL,
	likelihood INTEGER,
	colour TEXT DEFAULT '' NOT NULL,
	extra TEXT DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT title_not_blank CHECK (trim(title) <> ''),
	CONSTRAINT likelihood_in_range CHECK (likelihood BETWEEN 0 AND 100),
	CONSTRAINT time_in_order CHECK ((t = '') = (t_lo IS NULL) AND (t_lo IS NULL) = (t_hi IS NULL) AND t_lo < t_hi),
	FOREIGN KEY(kind_id) REFERENCES kind (id) ON DELETE RESTRICT
) STRICT;

CREATE INDEX ix_event_kind_id ON event (kind_id);

CREATE INDEX ix_event_t_hi ON event (t_hi, t_lo);

CREATE INDEX ix_event_t_lo ON event (t_lo, t_hi);

CREATE TABLE source (
	id INTEGER NOT NULL,
	kind TEXT DEFAULT 'article' NOT NULL,
	title TEXT NOT NULL,
	author TEXT DEFAULT '' NOT NULL,
	publisher TEXT DEFAULT '' NOT NULL,
	language TEXT DEFAULT '' NOT NULL,
	url TEXT DEFAULT '' NOT NULL,
	archived_url TEXT DEFAULT '' NOT NULL,
	t TEXT DEFAULT '' NOT NULL,
	t_lo INTEGER,
	t_hi INTEGER,
	t_prec TEXT DEFAULT '' NOT NULL,
	published_from TEXT DEFAULT '' NOT NULL,
	accessed TEXT DEFAULT '' NOT NULL,
	text_sha256 TEXT DEFAULT '' NOT NULL,
	reliability TEXT DEFAULT '' NOT NULL,
	file_id INTEGER,
	csl TEXT DEFAULT '{}' NOT NULL,
	version_of INTEGER,
	extra TEXT DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT title_not_blank CHECK (trim(title) <> ''),
	CONSTRAINT time_in_order CHECK ((t = '') = (t_lo IS NULL) AND (t_lo IS NULL) = (t_hi IS NULL) AND t_lo < t_hi),
	FOREIGN KEY(file_id) REFERENCES attachment (id) ON DELETE SET NULL,
	FOREIGN KEY(version_of) REFERENCES source (id) ON DELETE SET NULL
) STRICT;

CREATE INDEX ix_source_file_id ON source (file_id);

CREATE INDEX ix_source_text_sha256 ON source (text_sha256);

CREATE INDEX ix_source_version_of ON source (version_of);

CREATE TABLE actor_name (
	id INTEGER NOT NULL,
	actor_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	"key" TEXT NOT NULL,
	language TEXT DEFAULT '' NOT NULL,
	kind TEXT DEFAULT 'alias' NOT NULL,
	t TEXT DEFAULT '' NOT NULL,
	t_lo INTEGER,
	t_hi INTEGER,
	t_prec TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT name_not_blank CHECK (trim(name) <> ''),
	CONSTRAINT time_in_order CHECK ((t = '') = (t_lo IS NULL) AND (t_lo IS NULL) = (t_hi IS NULL) AND t_lo < t_hi),
	UNIQUE (actor_id, name),
	FOREIGN KEY(actor_id) REFERENCES actor (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX ix_actor_name_key ON actor_name ("key");

CREATE TABLE decision (
	id INTEGER NOT NULL,
	source_id INTEGER NOT NULL,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	what TEXT NOT NULL,
	value TEXT DEFAULT '' NOT NULL,
	verdict TEXT NOT NULL,
	correction TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT span_in_order CHECK ("start" >= 0 AND "end" > "start"),
	UNIQUE (source_id, start, "end", what, value),
	FOREIGN KEY(source_id) REFERENCES source (id) ON DELETE CASCADE
) STRICT;

CREATE TABLE link (
	id INTEGER NOT NULL,
	kind_id INTEGER,
	from_id INTEGER NOT NULL,
	to_id INTEGER NOT NULL,
	label TEXT DEFAULT '' NOT NULL,
	description TEXT DEFAULT '' NOT NULL,
	status TEXT DEFAULT 'occurred' NOT NULL,
	t TEXT DEFAULT '' NOT NULL,
	t_lo INTEGER,
	t_hi INTEGER,
	t_prec TEXT DEFAULT '' NOT NULL,
	sign INTEGER,
	strength REAL,
	likelihood INTEGER,
	extra TEXT DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT two_ends CHECK (from_id <> to_id),
	CONSTRAINT sign_in_range CHECK (sign BETWEEN -1 AND 1),
	CONSTRAINT strength_in_range CHECK (strength BETWEEN 0 AND 1),
	CONSTRAINT likelihood_in_range CHECK (likelihood BETWEEN 0 AND 100),
	CONSTRAINT time_in_order CHECK ((t = '') = (t_lo IS NULL) AND (t_lo IS NULL) = (t_hi IS NULL) AND t_lo < t_hi),
	FOREIGN KEY(kind_id) REFERENCES kind (id) ON DELETE RESTRICT,
	FOREIGN KEY(from_id) REFERENCES actor (id) ON DELETE CASCADE,
	FOREIGN KEY(to_id) REFERENCES actor (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX ix_link_from_id ON link (from_id);

CREATE INDEX ix_link_kind_id ON link (kind_id);

CREATE INDEX ix_link_to_id ON link (to_id);

CREATE TABLE participation (
	id INTEGER NOT NULL,
	event_id INTEGER NOT NULL,
	actor_id INTEGER NOT NULL,
	role_id INTEGER NOT NULL,
	ordinal INTEGER DEFAULT 0 NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (event_id, actor_id, role_id),
	FOREIGN KEY(event_id) REFERENCES event (id) ON DELETE CASCADE,
	FOREIGN KEY(actor_id) REFERENCES actor (id) ON DELETE CASCADE,
	FOREIGN KEY(role_id) REFERENCES kind (id) ON DELETE RESTRICT
) STRICT;

CREATE INDEX ix_participation_actor_id ON participation (actor_id);

CREATE INDEX ix_participation_role_id ON participation (role_id);

CREATE TABLE placement (
	id INTEGER NOT NULL,
	view_id INTEGER NOT NULL,
	actor_id INTEGER,
	event_id INTEGER,
	lane TEXT,
	x REAL DEFAULT (0.0) NOT NULL,
	y REAL DEFAULT (0.0) NOT NULL,
	pinned INTEGER DEFAULT 0 NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT exactly_one CHECK ((actor_id IS NOT NULL) + (event_id IS NOT NULL) + (lane IS NOT NULL) = 1),
	UNIQUE (view_id, actor_id),
	UNIQUE (view_id, event_id),
	UNIQUE (view_id, lane),
	FOREIGN KEY(view_id) REFERENCES "view" (id) ON DELETE CASCADE,
	FOREIGN KEY(actor_id) REFERENCES actor (id) ON DELETE CASCADE,
	FOREIGN KEY(event_id) REFERENCES event (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX ix_placement_actor_id ON placement (actor_id);

CREATE INDEX ix_placement_event_id ON placement (event_id);

CREATE TABLE relation (
	id INTEGER NOT NULL,
	kind_id INTEGER NOT NULL,
	from_id INTEGER NOT NULL,
	to_id INTEGER NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT two_ends CHECK (from_id <> to_id),
	UNIQUE (from_id, to_id, kind_id),
	FOREIGN KEY(kind_id) REFERENCES kind (id) ON DELETE RESTRICT,
	FOREIGN KEY(from_id) REFERENCES event (id) ON DELETE CASCADE,
	FOREIGN KEY(to_id) REFERENCES event (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX ix_relation_kind_id ON relation (kind_id);

CREATE INDEX ix_relation_to_id ON relation (to_id);

CREATE TABLE set_aside (
	id INTEGER NOT NULL,
	source_id INTEGER NOT NULL,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT span_in_order CHECK ("start" >= 0 AND "end" > "start"),
	UNIQUE (source_id, start, "end"),
	FOREIGN KEY(source_id) REFERENCES source (id) ON DELETE CASCADE
) STRICT;

CREATE TABLE source_text (
	id INTEGER NOT NULL,
	source_id INTEGER NOT NULL,
	text TEXT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (source_id),
	FOREIGN KEY(source_id) REFERENCES source (id) ON DELETE CASCADE
) STRICT;

CREATE TABLE citation (
	id INTEGER NOT NULL,
	source_id INTEGER NOT NULL,
	actor_id INTEGER,
	event_id INTEGER,
	participation_id INTEGER,
	link_id INTEGER,
	relation_id INTEGER,
	field TEXT DEFAULT '' NOT NULL,
	value TEXT DEFAULT '' NOT NULL,
	quote TEXT DEFAULT '' NOT NULL,
	prefix TEXT DEFAULT '' NOT NULL,
	suffix TEXT DEFAULT '' NOT NULL,
	start INTEGER,
	"end" INTEGER,
	locator TEXT DEFAULT '' NOT NULL,
	anchor TEXT DEFAULT 'exact' NOT NULL,
	stance TEXT DEFAULT 'supports' NOT NULL,
	credibility INTEGER,
	note TEXT DEFAULT '' NOT NULL,
	origin TEXT DEFAULT 'user' NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT exactly_one CHECK ((actor_id IS NOT NULL) + (event_id IS NOT NULL) + (participation_id IS NOT NULL) + (link_id IS NOT NULL) + (relation_id IS NOT NULL) = 1),
	CONSTRAINT credibility_in_range CHECK (credibility BETWEEN 1 AND 6),
	CONSTRAINT both_ends CHECK (("start" IS NULL) = ("end" IS NULL)),
	CONSTRAINT passage_has_words CHECK ("start" IS NULL OR quote <> ''),
	CONSTRAINT span_in_order CHECK ("start" >= 0 AND "end" > "start"),
	FOREIGN KEY(source_id) REFERENCES source (id) ON DELETE CASCADE,
	FOREIGN KEY(actor_id) REFERENCES actor (id) ON DELETE CASCADE,
	FOREIGN KEY(event_id) REFERENCES event (id) ON DELETE CASCADE,
	FOREIGN KEY(participation_id) REFERENCES participation (id) ON DELETE CASCADE,
	FOREIGN KEY(link_id) REFERENCES link (id) ON DELETE CASCADE,
	FOREIGN KEY(relation_id) REFERENCES relation (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX ix_citation_actor_id ON citation (actor_id);

CREATE INDEX ix_citation_event_id ON citation (event_id);

CREATE INDEX ix_citation_link_id ON citation (link_id);

CREATE INDEX ix_citation_participation_id ON citation (participation_id);

CREATE INDEX ix_citation_relation_id ON citation (relation_id);

CREATE INDEX ix_citation_source_id ON citation (source_id, start);

CREATE TABLE dating (
	id INTEGER NOT NULL,
	event_id INTEGER,
	link_id INTEGER,
	words TEXT NOT NULL,
	rule TEXT DEFAULT '' NOT NULL,
	anchor_source_id INTEGER,
	anchor_event_id INTEGER,
	PRIMARY KEY (id),
	CONSTRAINT exactly_one CHECK ((event_id IS NOT NULL) + (link_id IS NOT NULL) = 1),
	CONSTRAINT one_anchor CHECK (anchor_source_id IS NULL OR anchor_event_id IS NULL),
	CONSTRAINT words_not_blank CHECK (trim(words) <> ''),
	UNIQUE (event_id),
	UNIQUE (link_id),
	FOREIGN KEY(event_id) REFERENCES event (id) ON DELETE CASCADE,
	FOREIGN KEY(link_id) REFERENCES link (id) ON DELETE CASCADE,
	FOREIGN KEY(anchor_source_id) REFERENCES source (id) ON DELETE SET NULL,
	FOREIGN KEY(anchor_event_id) REFERENCES event (id) ON DELETE SET NULL
) STRICT;

CREATE INDEX ix_dating_anchor_event_id ON dating (anchor_event_id);

CREATE INDEX ix_dating_anchor_source_id ON dating (anchor_source_id);

CREATE TABLE tagging (
	id INTEGER NOT NULL,
	tag_id INTEGER NOT NULL,
	actor_id INTEGER,
	event_id INTEGER,
	link_id INTEGER,
	source_id INTEGER,
	PRIMARY KEY (id),
	CONSTRAINT exactly_one CHECK ((actor_id IS NOT NULL) + (event_id IS NOT NULL) + (link_id IS NOT NULL) + (source_id IS NOT NULL) = 1),
	UNIQUE (tag_id, actor_id),
	UNIQUE (tag_id, event_id),
	UNIQUE (tag_id, link_id),
	UNIQUE (tag_id, source_id),
	FOREIGN KEY(tag_id) REFERENCES tag (id) ON DELETE CASCADE,
	FOREIGN KEY(actor_id) REFERENCES actor (id) ON DELETE CASCADE,
	FOREIGN KEY(event_id) REFERENCES event (id) ON DELETE CASCADE,
	FOREIGN KEY(link_id) REFERENCES link (id) ON DELETE CASCADE,
	FOREIGN KEY(source_id) REFERENCES source (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX ix_tagging_actor_id ON tagging (actor_id);

CREATE INDEX ix_tagging_event_id ON tagging (event_id);

CREATE INDEX ix_tagging_link_id ON tagging (link_id);

CREATE INDEX ix_tagging_source_id ON tagging (source_id);

CREATE TABLE attribution (
	id INTEGER NOT NULL,
	citation_id INTEGER NOT NULL,
	ordinal INTEGER DEFAULT 0 NOT NULL,
	actor_id INTEGER,
	name TEXT NOT NULL,
	mode TEXT DEFAULT 'states' NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT name_not_blank CHECK (trim(name) <> ''),
	UNIQUE (citation_id, ordinal),
	FOREIGN KEY(citation_id) REFERENCES citation (id) ON DELETE CASCADE,
	FOREIGN KEY(actor_id) REFERENCES actor (id) ON DELETE SET NULL
) STRICT;

CREATE INDEX ix_attribution_actor_id ON attribution (actor_id);

CREATE TABLE journal_step (
	n INTEGER PRIMARY KEY,
	id INTEGER NOT NULL UNIQUE,
	label TEXT NOT NULL,
	origin TEXT NOT NULL,
	author TEXT NOT NULL,
	at TEXT NOT NULL,
	undone INTEGER NOT NULL DEFAULT 0,
	first INTEGER NOT NULL,
	last INTEGER NOT NULL
) STRICT;

CREATE TABLE journal_log (
	seq INTEGER PRIMARY KEY,
	mark TEXT NOT NULL,
	id INTEGER NOT NULL
) STRICT;

CREATE TABLE journal_attachment (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"sha256" ANY,
	"media_type" ANY,
	"name" ANY,
	"credit" ANY,
	"licence" ANY
) STRICT;

CREATE TABLE journal_field (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"scope" ANY,
	"key" ANY,
	"label" ANY,
	"type" ANY,
	"options" ANY,
	"ordinal" ANY
) STRICT;

CREATE TABLE journal_kind (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"key" ANY,
	"scope" ANY,
	"label" ANY,
	"inverse" ANY,
	"parent_id" ANY,
	"directed" ANY,
	"sign" ANY,
	"score" ANY,
	"colour" ANY,
	"icon" ANY,
	"ordinal" ANY,
	"hidden" ANY,
	"map" ANY
) STRICT;

CREATE TABLE journal_merge (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"old_id" ANY,
	"new_id" ANY,
	"at" ANY,
	"reason" ANY,
	"same" ANY,
	"moved" ANY
) STRICT;

CREATE TABLE journal_project (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"title" ANY,
	"description" ANY,
	"language" ANY,
	"timezone" ANY,
	"date_order" ANY,
	"vague_days" ANY,
	"copy_of" ANY,
	"extra" ANY
) STRICT;

CREATE TABLE journal_tag (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"name" ANY,
	"colour" ANY
) STRICT;

CREATE TABLE journal_view (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"name" ANY,
	"kind" ANY,
	"ordinal" ANY,
	"state" ANY
) STRICT;

CREATE TABLE journal_actor (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"kind_id" ANY,
	"name" ANY,
	"named" ANY,
	"description" ANY,
	"country" ANY,
	"lat" ANY,
	"lon" ANY,
	"colour" ANY,
	"t" ANY,
	"t_lo" ANY,
	"t_hi" ANY,
	"t_prec" ANY,
	"portrait_id" ANY,
	"ext_ids" ANY,
	"extra" ANY
) STRICT;

CREATE TABLE journal_annotation (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"view_id" ANY,
	"shape" ANY,
	"text" ANY,
	"x" ANY,
	"y" ANY,
	"w" ANY,
	"h" ANY,
	"style" ANY
) STRICT;

CREATE TABLE journal_attachment_data (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"attachment_id" ANY,
	"data" ANY
) STRICT;

CREATE TABLE journal_event (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"kind_id" ANY,
	"title" ANY,
	"description" ANY,
	"status" ANY,
	"t" ANY,
	"t_lo" ANY,
	"t_hi" ANY,
	"t_prec" ANY,
	"score" ANY,
	"likelihood" ANY,
	"colour" ANY,
	"extra" ANY
) STRICT;

CREATE TABLE journal_source (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"kind" ANY,
	"title" ANY,
	"author" ANY,
	"publisher" ANY,
	"language" ANY,
	"url" ANY,
	"archived_url" ANY,
	"t" ANY,
	"t_lo" ANY,
	"t_hi" ANY,
	"t_prec" ANY,
	"published_from" ANY,
	"accessed" ANY,
	"text_sha256" ANY,
	"reliability" ANY,
	"file_id" ANY,
	"csl" ANY,
	"version_of" ANY,
	"extra" ANY
) STRICT;

CREATE TABLE journal_actor_name (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"actor_id" ANY,
	"name" ANY,
	"key" ANY,
	"language" ANY,
	"kind" ANY,
	"t" ANY,
	"t_lo" ANY,
	"t_hi" ANY,
	"t_prec" ANY
) STRICT;

CREATE TABLE journal_decision (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"source_id" ANY,
	"start" ANY,
	"end" ANY,
	"what" ANY,
	"value" ANY,
	"verdict" ANY,
	"correction" ANY
) STRICT;

CREATE TABLE journal_link (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"kind_id" ANY,
	"from_id" ANY,
	"to_id" ANY,
	"label" ANY,
	"description" ANY,
	"status" ANY,
	"t" ANY,
	"t_lo" ANY,
	"t_hi" ANY,
	"t_prec" ANY,
	"sign" ANY,
	"strength" ANY,
	"likelihood" ANY,
	"extra" ANY
) STRICT;

CREATE TABLE journal_participation (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"event_id" ANY,
	"actor_id" ANY,
	"role_id" ANY,
	"ordinal" ANY,
	"note" ANY
) STRICT;

CREATE TABLE journal_placement (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"view_id" ANY,
	"actor_id" ANY,
	"event_id" ANY,
	"lane" ANY,
	"x" ANY,
	"y" ANY,
	"pinned" ANY
) STRICT;

CREATE TABLE journal_relation (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"kind_id" ANY,
	"from_id" ANY,
	"to_id" ANY,
	"note" ANY
) STRICT;

CREATE TABLE journal_set_aside (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"source_id" ANY,
	"start" ANY,
	"end" ANY,
	"reason" ANY
) STRICT;

CREATE TABLE journal_source_text (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"source_id" ANY,
	"text" ANY
) STRICT;

CREATE TABLE journal_citation (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"source_id" ANY,
	"actor_id" ANY,
	"event_id" ANY,
	"participation_id" ANY,
	"link_id" ANY,
	"relation_id" ANY,
	"field" ANY,
	"value" ANY,
	"quote" ANY,
	"prefix" ANY,
	"suffix" ANY,
	"start" ANY,
	"end" ANY,
	"locator" ANY,
	"anchor" ANY,
	"stance" ANY,
	"credibility" ANY,
	"note" ANY,
	"origin" ANY
) STRICT;

CREATE TABLE journal_dating (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"event_id" ANY,
	"link_id" ANY,
	"words" ANY,
	"rule" ANY,
	"anchor_source_id" ANY,
	"anchor_event_id" ANY
) STRICT;

CREATE TABLE journal_tagging (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"tag_id" ANY,
	"actor_id" ANY,
	"event_id" ANY,
	"link_id" ANY,
	"source_id" ANY
) STRICT;

CREATE TABLE journal_attribution (
	journal_seq INTEGER PRIMARY KEY,
	"id" ANY,
	"citation_id" ANY,
	"ordinal" ANY,
	"actor_id" ANY,
	"name" ANY,
	"mode" ANY
) STRICT;

CREATE VIRTUAL TABLE search USING fts5(text, origin UNINDEXED, tokenize = "unicode61 remove_diacritics 0");

