package org.biozoocte.fiji;

import java.io.File;

/** BioZoo CTE Settings...: which program is started where no bridge runs, and with which models. */
public final class SettingsCommand extends BridgeCommand {
    @Override
    void execute() throws BridgeException, CancelledException {
        Form form = form("BioZoo CTE Settings");
        form.addMessage("For the bridge that this plugin starts where none runs:");
        form.addFolder("Models folder", PluginSettings.modelFolder());
        form.addFile("Program zoocte (empty: found by itself)", PluginSettings.program());
        form.show();

        String models = form.nextText();
        String program = form.nextText();
        if (!models.isEmpty() && !new File(models).isDirectory()) {
            throw new BridgeException(models + " is not a folder.");
        }

        if (!program.isEmpty() && !new File(program).canExecute()) {
            throw new BridgeException(program + " is not a program that can be run.");
        }

        PluginSettings.save(program, models);
    }
}
