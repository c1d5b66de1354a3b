package org.biozoocte.fiji;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import java.awt.GraphicsEnvironment;

/** A command of the menu: what all of them do about errors, Escape and the progress bar. It returns when it is done. */
abstract class BridgeCommand implements PlugIn {
    /** What begins every line in the log. */
    static final String PREFIX = "BioZoo CTE: ";

    @Override
    public final void run(String argument) {
        Escape.reset();
        try {
            execute();
            IJ.showStatus(PREFIX + "done");
        } catch (CancelledException e) {
            IJ.showStatus(PREFIX + "cancelled");
            endMacro();
        } catch (BridgeException e) {
            tell(e.getMessage());
            endMacro();
        } finally {
            IJ.showProgress(1.0);
        }
    }

    /**
     * Does it.
     *
     * @throws BridgeException where something goes wrong
     * @throws CancelledException if the person gives up
     */
    abstract void execute() throws BridgeException, CancelledException;

    /**
     * A form for this command.
     *
     * @param title the dialog's title
     * @return a dialog, or without a display the macro's options
     */
    static Form form(String title) {
        return GraphicsEnvironment.isHeadless() ? new OptionsForm(Macro.getOptions()) : new DialogForm(title);
    }

    private static void tell(String message) {
        // Nobody is there to close a dialog that a macro brings up.
        if (IJ.isMacro() || GraphicsEnvironment.isHeadless()) {
            IJ.log(PREFIX + message);
        } else {
            IJ.error("BioZoo CTE", message);
        }
    }

    private static void endMacro() {
        if (!IJ.isMacro()) {
            return;
        }

        // ImageJ looks at this when the command returns to a macro, but not where it runs without its main window:
        // there the interpreter itself has to be told.
        Macro.abort();
        Interpreter interpreter = Interpreter.getInstance();
        if (IJ.getInstance() == null && interpreter != null) {
            interpreter.abortMacro();
        }
    }
}
