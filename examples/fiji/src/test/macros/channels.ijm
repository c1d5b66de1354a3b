// A hyperstack's displayed channel and planes. Argument: image|file for what was checked
var results;
args = split(getArgument(), "|");
results = args[1];
options = "models=dsb256,dsb360";

open(args[0]);
name = getTitle();
run("Rank Zoo Models...", options);
expected = consistency();

// Channel 1 is the image upside down, channel 2 the image; slice 1 is empty, slice 2 is not.
newImage("stack", "8-bit grayscale-mode", getWidth(), getHeight(), 2, 2, 1);
paint(1, true);
paint(2, false);
Stack.setPosition(2, 2, 1);
run("Rank Zoo Models...", options + " planes=displayed");
same("the displayed channel and plane are ranked on", consistency(), expected);
Stack.setPosition(1, 1, 1);
run("Rank Zoo Models...", options + " channel=2 planes=2");
same("and those that are named by numbers", consistency(), expected);
run("Rank Zoo Models...", options + " channel=1 planes=2");
different = consistency();
if (different == expected) {
    same("another channel is another image", different, "something else");
} else {
    same("another channel is another image", different, different);
}

run("Run Best Model...", "model=dsb256 channel=2 planes=all");
getDimensions(w, h, channels, slices, frames);
same("objects of both slices", slices, 2);
same("of one channel", channels, 1);
File.append("END", results);

function paint(channel, isFlipped) {
    selectWindow(name);
    run("Duplicate...", "title=copy");
    if (isFlipped) run("Flip Vertically");
    run("Select All");
    run("Copy");
    close("copy");
    selectWindow("stack");
    Stack.setPosition(channel, 2, 1);
    run("Paste");
    run("Select None");
}

function consistency() {
    for (row = 0; row < Table.size("Zoo Ranking"); row++) {
        if (Table.getString("Model", row, "Zoo Ranking") == "dsb256") {
            return "" + Table.get("Consistency", row, "Zoo Ranking");
        }
    }

    return "none";
}

function same(what, found, expected) {
    if ("" + found == "" + expected) {
        File.append("PASS " + what, results);
    } else {
        File.append("FAIL " + what + ": " + found + ", expected " + expected, results);
    }
}
