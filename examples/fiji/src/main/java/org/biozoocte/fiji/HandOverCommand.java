package org.biozoocte.fiji;

import ij.IJ;
import ij.Menus;
import ij.plugin.frame.Recorder;

/** Hand Over to deepImageJ...: the macro line that runs the best model there, written down or run at once. */
public final class HandOverCommand extends BridgeCommand {
    @Override
    void execute() throws BridgeException, CancelledException {
        String options;
        boolean isRun;
        try (Bridge bridge = BridgeFinder.open()) {
            Form form = form("Hand Over to deepImageJ");
            ModelField.addTo(form);
            form.addFlag("Run it now", false);
            form.show();
            options = HandOver.options(ModelField.readFrom(form, bridge));
            isRun = form.nextFlag();
        }

        String line = HandOver.line(options);
        IJ.log(line);
        if (!isRun) {
            return;
        }

        if (Menus.getCommands() == null || Menus.getCommands().get(HandOver.COMMAND) == null) {
            throw new BridgeException("deepImageJ is not installed (update site DeepImageJ). This is the line for it:\n"
                + line);
        }

        if (Recorder.record) {
            Recorder.recordString(line + "\n");
        }

        IJ.run(HandOver.COMMAND, options);
    }
}
