package org.biozoocte.fiji;

import org.biozoocte.v1.Model;

/** The line of a macro that has deepImageJ run a model of the Zoo on the open image. */
final class HandOver {
    /** deepImageJ's command. */
    static final String COMMAND = "DeepImageJ Run";

    private HandOver() {
    }

    /**
     * The options of the command.
     *
     * @param model the model
     * @return its nickname, by which deepImageJ downloads it where it does not have it yet
     * @throws BridgeException where the model has no nickname
     */
    static String options(Model model) throws BridgeException {
        if (model.getZooId().isEmpty()) {
            throw new BridgeException(model.getName() + " states no nickname in the Zoo, by which deepImageJ would "
                + "find it. Install its package in deepImageJ, or use Run Best Model...");
        }

        String nickname = model.getZooId();
        return "model_path=" + (nickname.contains(" ") ? "[" + nickname + "]" : nickname) + " display_output=all";
    }

    /**
     * The line.
     *
     * @param options the command's options
     * @return the line, without its end
     */
    static String line(String options) {
        return "run(\"" + COMMAND + "\", \"" + options + "\");";
    }
}
