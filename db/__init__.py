"""Where the facts are kept: engine, units (the only way to write), tables, plain reads, secrets at rest, migrations."""
