package org.biozoocte.fiji;

import org.biozoocte.v1.RankingSettings;

/** How models are asked whether they stand by their answer, and what counts as their foreground. */
final class PerturbationOptions {
    private static final double LARGEST_EXACT = 9007199254740992.0;

    private PerturbationOptions() {
    }

    /**
     * Adds the fields.
     *
     * @param form takes them
     */
    static void addTo(Form form) {
        form.addText("Perturbations (empty: contrast:0.7, gamma:1.5)", "");
        form.addText("Foreground channel (empty: as models state)", "");
        form.addNumber("Seed", 0, 0);
    }

    /**
     * Reads the fields.
     *
     * @param form has them next
     * @return settings with them
     * @throws BridgeException where the seed is not a whole number from 0
     */
    static RankingSettings.Builder readFrom(Form form) throws BridgeException {
        RankingSettings.Builder settings = RankingSettings.newBuilder();
        settings.addAllPerturbations(TextLists.split(form.nextText()));
        settings.setForeground(form.nextText());
        double seed = form.nextNumber();
        if (!(seed >= 0 && seed <= LARGEST_EXACT) || seed != Math.rint(seed)) {
            throw new BridgeException("Seed is " + seed + "; expected a whole number from 0.");
        }

        return settings.setSeed((long) seed);
    }
}
