pub(crate) const HELP: &str = "\
Compares quinn on the runtimes that it brings along with quinn through anyrt-quinn.

usage: quic [--rounds N] [--only NAMES] [--write FOLDER]

  --rounds N      how many rounds; 31 by default
  --only NAMES    only these operations, separated by commas
  --write FOLDER  write the table to FOLDER; docs/bench by default, unless the run is partial

operations: upload, ask, ask-32, connect
";
