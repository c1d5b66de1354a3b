package org.biozoocte.fiji;

import org.biozoocte.v1.Model;
import org.biozoocte.v1.RankingSettings;

/** Map Consistency...: where in the open image a model stands by its answer. */
public final class MapConsistencyCommand extends BridgeCommand {
    @Override
    void execute() throws BridgeException, CancelledException {
        OpenImage image = OpenImage.inFront();
        try (Bridge bridge = BridgeFinder.open()) {
            Form form = form("Map Consistency");
            ModelField.addTo(form);
            PerturbationOptions.addTo(form);
            ImageChoice.addTo(form);
            form.show();

            Model model = ModelField.readFrom(form, bridge);
            RankingSettings.Builder settings = PerturbationOptions.readFrom(form);
            settings.addModels(model.getName());
            settings.setSelection(ImageChoice.readFrom(form).toWire(image.open()));
            int chunkBytes = ServerFacts.of(bridge).chunkBytes();
            Output.show(ConsistencyMapper.map(bridge, settings.build(), image, chunkBytes));
        }
    }
}
