package org.biozoocte.fiji;

import org.biozoocte.v1.PredictSettings;
import org.biozoocte.v1.PredictionKind;

/** Run Best Model...: the objects or the foreground that a model sees in the open image. */
public final class RunModelCommand extends BridgeCommand {
    private static final String OBJECTS = "objects";
    private static final String FOREGROUND = "foreground";
    private static final String[] STEPS = {"watershed", "components", "labels"};
    private static final int SMALLEST = 16;
    private static final double MIDDLE = 0.5;

    @Override
    void execute() throws BridgeException, CancelledException {
        OpenImage image = OpenImage.inFront();
        try (Bridge bridge = BridgeFinder.open()) {
            Form form = form("Run Best Model");
            ModelField.addTo(form);
            form.addChoice("Result", new String[] {OBJECTS, FOREGROUND}, OBJECTS);
            form.addChoice("Instances by", STEPS, STEPS[0]);
            form.addNumber("Smallest object (pixels)", SMALLEST, 0);
            form.addNumber("Threshold", MIDDLE, 2);
            form.addText("Foreground channel (empty: as models state)", "");
            ImageChoice.addTo(form);
            form.show();

            PredictSettings.Builder settings =
                PredictSettings.newBuilder().setModel(ModelField.readFrom(form, bridge).getName());
            String result = form.nextChoice();
            settings.setKind(OBJECTS.equals(result)
                ? PredictionKind.PREDICTION_KIND_LABELS
                : PredictionKind.PREDICTION_KIND_FOREGROUND);
            settings.setInstances(form.nextChoice());
            settings.setMinSize(whole("Smallest object", form.nextNumber()));
            settings.setThreshold(form.nextNumber());
            settings.setForeground(form.nextText());
            settings.setSelection(ImageChoice.readFrom(form).toWire(image.open()));
            String what = OBJECTS.equals(result) ? "Objects" : "Foreground";
            int chunkBytes = ServerFacts.of(bridge).chunkBytes();
            Output.show(Predictor.predict(bridge, settings, image, chunkBytes, what));
        }
    }

    private static int whole(String field, double value) throws BridgeException {
        if (!(value >= 0 && value <= Integer.MAX_VALUE) || value != Math.rint(value)) {
            throw new BridgeException(field + " is " + value + "; expected a whole number from 0.");
        }

        return (int) value;
    }
}
