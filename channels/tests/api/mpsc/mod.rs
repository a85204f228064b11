mod panics;
