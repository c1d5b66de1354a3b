package org.biozoocte.fiji;

import java.util.ArrayList;
import java.util.List;
import org.biozoocte.v1.GetServerInfoResponse;
import org.biozoocte.v1.RankingSettings;

/** How models are ranked, as the dialog asks for it. */
final class RankingOptions {
    private static final String ALL = "all";
    private static final String AUTOMATIC = "automatic";

    private final String models;
    private final String structure;
    private final String estimator;
    private final RankingSettings.Builder settings;

    private RankingOptions(String models, String structure, String estimator, RankingSettings.Builder settings) {
        this.models = models;
        this.structure = structure;
        this.estimator = estimator;
        this.settings = settings;
    }

    /**
     * Adds the fields.
     *
     * @param form takes them
     * @param info the names that the bridge knows
     */
    static void addTo(Form form, GetServerInfoResponse info) {
        form.addText("Models (names or nicknames; empty: all)", "");
        form.addChoice("Structures", choices(ALL, info.getStructuresList()), ALL);
        form.addChoice("Estimator", choices(AUTOMATIC, info.getEstimatorsList()), AUTOMATIC);
        form.addChoice("Metric", choices(AUTOMATIC, info.getMetricsList()), AUTOMATIC);
        PerturbationOptions.addTo(form);
    }

    /**
     * Reads the fields.
     *
     * @param form has them next
     * @return the options
     * @throws BridgeException where a value cannot be used
     */
    static RankingOptions readFrom(Form form) throws BridgeException {
        String models = form.nextText();
        String structure = form.nextChoice();
        String estimator = form.nextChoice();
        String metric = form.nextChoice();
        RankingSettings.Builder settings = PerturbationOptions.readFrom(form);
        if (!AUTOMATIC.equals(metric)) {
            settings.setMetric(metric);
        }

        return new RankingOptions(models, structure, estimator, settings);
    }

    /**
     * The models that are asked for.
     *
     * @return their names, with commas between them; nothing for all
     */
    String models() {
        return models;
    }

    /**
     * The settings of a call; what is chosen of the images and the models is for the caller to add.
     *
     * @return the settings
     */
    RankingSettings.Builder toWire() {
        RankingSettings.Builder wire = settings.clone();
        if (!ALL.equals(structure)) {
            wire.addStructures(structure);
        }

        if (!AUTOMATIC.equals(estimator)) {
            wire.setEstimator(estimator);
        }

        return wire;
    }

    private static String[] choices(String first, List<String> others) {
        List<String> all = new ArrayList<>();
        all.add(first);
        all.addAll(others);
        return all.toArray(new String[0]);
    }
}
