// Every command, in ImageJ's batch mode. Argument: image|folder|models folder of this file|file for what was checked
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
check("the call returns with the ranking", count >= 2, count);
check("the first row has rank 1", Table.get("Rank", 0, "Zoo Ranking") == 1, "");
best = Table.getString("Model", 0, "Zoo Ranking");
check("a macro is told the best model", call("org.biozoocte.fiji.RankingMacros.best") == best, best);
score = parseFloat(call("org.biozoocte.fiji.RankingMacros.score", best));
check("and its score", score == Table.get("Score", 0, "Zoo Ranking"), score);
lines = split(File.openAsString(csv), "\n");
check("the table is saved", lengthOf(lines) == count + 1, lengthOf(lines));
columns = split(lines[0], ",");
check("with its columns", columns[1] == "Model" && columns[lengthOf(columns) - 1] == "Reason", lines[0]);
check("the log names the best model", indexOf(getInfo("log"), best + " is first by") >= 0, getInfo("log"));

map = "Consistency of " + best + " on " + name;
check("the map is open", isOpen(map), map);
selectWindow(map);
getDimensions(w, h, channels, slices, frames);
check("as two channels of the image's size", w == width && h == height && channels == 2, channels);
objects = "Objects of " + best + " on " + name;
check("the objects are open", isOpen(objects), objects);
selectWindow(objects);
getStatistics(area, mean, min, max);
check("and there are some", max >= 1 && bitDepth() == 16, max);
close(map);
close(objects);

selectWindow(name);
run("Map Consistency...", "model=best");
check("a map by itself", isOpen(map), map);
selectWindow(name);
run("Run Best Model...", "model=[" + best + "] result=objects instances=components");
check("objects by themselves", isOpen(objects), objects);
close(map);
close(objects);

run("Rank Zoo Models...", "folder=[" + folder + "]");
images = 0;
files = getFileList(folder);
for (i = 0; i < lengthOf(files); i++) {
    images += endsWith(files[i], ".png");
}
check("a folder is ranked on", indexOf(getInfo("log"), "" + images + " images, ") >= 0, getInfo("log"));

selectWindow(name);
ended = runMacro(here + "unknown.ijm", results);
check("an unknown model ends the macro", ended == "[aborted]", ended);
check("and the log says why", indexOf(getInfo("log"), "The bridge has no model no-such-model") >= 0, getInfo("log"));
File.append("END", results);

function check(what, isSo, found) {
    if (isSo) {
        File.append("PASS " + what, results);
    } else {
        File.append("FAIL " + what + ": " + found, results);
    }
}
