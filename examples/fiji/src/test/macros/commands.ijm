// Every command, in ImageJ's batch mode. Argument: image|folder|this file's folder|file for what was checked
var results;
args = split(getArgument(), "|");
image = args[0];
folder = args[1];
here = args[2];
results = args[3];
csv = results + ".csv";

open(image);
name = getTitle();
width = getWidth();
height = getHeight();
run("Rank Zoo Models...", "map objects save=[" + csv + "]");

count = Table.size("Zoo Ranking");
same("the call returns with the ranking", minOf(count, 2), 2);
same("the first row has rank 1", Table.get("Rank", 0, "Zoo Ranking"), 1);
best = Table.getString("Model", 0, "Zoo Ranking");
same("a macro is told the best model", call("org.biozoocte.fiji.RankingMacros.best"), best);
score = parseFloat(call("org.biozoocte.fiji.RankingMacros.score", best));
same("and its score", score, Table.get("Score", 0, "Zoo Ranking"));
lines = split(File.openAsString(csv), "\n");
same("the table is saved", lengthOf(lines), count + 1);
columns = split(lines[0], ",");
same("with the models' names", columns[1], "Model");
same("and why some are not ranked", columns[lengthOf(columns) - 1], "Reason");

map = "Consistency of " + best + " on " + name;
objects = "Objects of " + best + " on " + name;
same("the map is open", isOpen(map), 1);
selectWindow(map);
getDimensions(w, h, channels, slices, frames);
same("as wide as the image", w, width);
same("as high as the image", h, height);
same("with two channels", channels, 2);
same("the objects are open", isOpen(objects), 1);
selectWindow(objects);
getStatistics(area, mean, min, max);
same("there are some", minOf(max, 1), 1);
same("of 16 bits", bitDepth(), 16);
close(map);
close(objects);

selectWindow(name);
run("Map Consistency...", "model=best");
same("a map by itself", isOpen(map), 1);
selectWindow(name);
run("Run Best Model...", "model=[" + best + "] result=objects instances=components");
same("objects by themselves", isOpen(objects), 1);
selectWindow(name);
run("Run Best Model...", "model=best result=foreground");
same("the foreground by itself", isOpen("Foreground of " + best + " on " + name), 1);
close(map);
close(objects);

run("Rank Zoo Models...", "folder=[" + folder + "]");

selectWindow(name);
runMacro(here + "unknown.ijm", results);
File.append("END", results);

function same(what, found, expected) {
    if ("" + found == "" + expected) {
        File.append("PASS " + what, results);
    } else {
        File.append("FAIL " + what + ": " + found + ", expected " + expected, results);
    }
}
