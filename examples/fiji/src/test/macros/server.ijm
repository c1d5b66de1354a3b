// A server in the settings. Argument: image|options of the settings|file for what was checked
args = split(getArgument(), "|");
open(args[0]);
run("BioZoo CTE Settings...", args[1]);
run("Rank Zoo Models...", "models=dsb256,dsb360");
if (Table.size("Zoo Ranking") == 2) {
    File.append("PASS it ranks there", args[2]);
} else {
    File.append("FAIL it ranks there: " + Table.size("Zoo Ranking") + " rows", args[2]);
}

// What is empty in a macro is set to nothing: a bridge of this machine is used again.
run("BioZoo CTE Settings...", "server=[]");
File.append("END", args[2]);
