package org.biozoocte.fiji;

import org.biozoocte.v1.Model;

/** The field that names the model of a command: by default the best of the last ranking. */
final class ModelField {
    private static final String BEST = "best";

    private ModelField() {
    }

    /**
     * Adds the field.
     *
     * @param form takes it
     */
    static void addTo(Form form) {
        form.addText("Model (best of the ranking, or a name)", BEST);
    }

    /**
     * Reads the field.
     *
     * @param form has it next
     * @param bridge the bridge, which knows its models
     * @return the model
     * @throws BridgeException where there is no such model, or nothing was ranked
     * @throws CancelledException if Escape was pressed
     */
    static Model readFrom(Form form, Bridge bridge) throws BridgeException, CancelledException {
        String name = form.nextText();
        return ModelList.of(bridge).find(BEST.equals(name) ? LatestRanking.best().getModel() : name);
    }
}
