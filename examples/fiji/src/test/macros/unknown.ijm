// Asks for a model that is not there: what comes after does not happen.
run("Rank Zoo Models...", "models=no-such-model");
File.append("FAIL it went on", getArgument());
return "went on";
