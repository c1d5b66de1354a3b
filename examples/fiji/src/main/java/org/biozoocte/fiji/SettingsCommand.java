package org.biozoocte.fiji;

import java.io.File;

/** BioZoo CTE Settings...: which program is started where no bridge runs, with which models; or which server is used. */
public final class SettingsCommand extends BridgeCommand {
    @Override
    void execute() throws BridgeException, CancelledException {
        Form form = form("BioZoo CTE Settings");
        form.addMessage("For the bridge that this plugin starts where none runs:");
        form.addFolder("Models folder", PluginSettings.modelFolder());
        form.addFile("Program zoocte (empty: found by itself)", PluginSettings.program());
        ServerSetting kept = PluginSettings.server();
        form.addMessage("Or a bridge on another machine, such as the lab's server, which speaks TLS:");
        form.addText("Server (host:port; empty: this machine)", kept.address);
        form.addFile("Token file of the server", kept.tokenFile);
        form.addFile("Certificate of the server's CA (PEM; empty: those Java trusts)", kept.authorityFile);
        form.show();

        String models = form.nextText();
        String program = form.nextText();
        ServerSetting server = new ServerSetting(form.nextText(), form.nextText(), form.nextText());
        if (!models.isEmpty() && !new File(models).isDirectory()) {
            throw new BridgeException(models + " is not a folder.");
        }

        if (!program.isEmpty() && !new File(program).canExecute()) {
            throw new BridgeException(program + " is not a program that can be run.");
        }

        if (server.isSet()) {
            server.or(System.getenv()).read();
        }

        TrustedAuthorities.read(server.authorityFile);
        PluginSettings.save(program, models, server);
    }
}
