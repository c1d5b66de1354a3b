package org.biozoocte.fiji;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.io.File;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.biozoocte.v1.ImageSelection;
import org.biozoocte.v1.PredictSettings;
import org.biozoocte.v1.PredictionKind;
import org.biozoocte.v1.Ranking;
import org.biozoocte.v1.RankingSettings;

/** Rank Zoo Models...: which models suit the open image, or the images of a folder. */
public final class RankModelsCommand extends BridgeCommand {
    @Override
    void execute() throws BridgeException, CancelledException {
        try (Bridge bridge = BridgeFinder.open()) {
            ServerFacts server = ServerFacts.of(bridge);
            Form form = form("Rank Zoo Models");
            form.addFolder("Folder of images (empty: the open image)", "");
            RankingOptions.addTo(form, server.info());
            ImageChoice.addTo(form);
            form.addFlag("Map where the best model is consistent", false);
            form.addFlag("Objects of the best model", false);
            form.addFile("Save table to (empty: not at all)", "");
            form.show();

            String folder = form.nextText();
            RankingOptions options = RankingOptions.readFrom(form);
            ImageChoice choice = ImageChoice.readFrom(form);
            boolean isMapped = form.nextFlag();
            boolean hasObjects = form.nextFlag();
            String table = form.nextText();

            List<ImageSource> sources = folder.isEmpty()
                ? Collections.<ImageSource>singletonList(OpenImage.inFront())
                : ImageFile.in(new File(folder));
            RankingSettings settings = rank(bridge, server, sources, options, choice, table);
            showBest(bridge, server, settings, sources.get(0), isMapped, hasObjects);
        }
    }

    private static RankingSettings rank(
        Bridge bridge, ServerFacts server, List<ImageSource> sources, RankingOptions options, ImageChoice choice,
        String table) throws BridgeException, CancelledException {
        ImageBatch batch = ImageBatch.announce(sources);
        ImageSelection selection = choice.toWire(batch.first());
        List<String> asked = ModelList.of(bridge).findAll(options.models());
        CompatibilityCheck check = CompatibilityCheck.run(bridge, batch.headers(), selection, asked);
        Map<String, String> excluded = check.excluded();
        for (Map.Entry<String, String> model : excluded.entrySet()) {
            IJ.log(PREFIX + model.getKey() + " cannot take this: " + model.getValue());
        }

        if (check.compatible().isEmpty()) {
            finish(RankingTable.of(Ranking.getDefaultInstance(), excluded), table);
            throw new BridgeException("None of the models can take this; the column Reason of the table says why.");
        }

        RankingSettings settings =
            options.toWire().addAllModels(check.compatible()).setSelection(selection).build();
        Ranking ranking = Ranker.rank(bridge, settings, batch, server.chunkBytes(), excluded);
        LatestRanking.keep(ranking);
        finish(RankingTable.of(ranking, excluded), table);
        String images = sources.size() == 1 ? sources.get(0).name() : batch.headers().size() + " images";
        IJ.log(PREFIX + RankingSummary.of(ranking, images));
        return settings;
    }

    private static void finish(ResultsTable table, String path) throws BridgeException {
        Output.showLast(table, RankingTable.TITLE);
        if (path.isEmpty()) {
            return;
        }

        try {
            table.saveAs(path);
        } catch (IOException e) {
            throw new BridgeException("The table cannot be saved as " + path + ": " + e.getMessage(), e);
        }
    }

    private static void showBest(
        Bridge bridge, ServerFacts server, RankingSettings ranking, ImageSource source, boolean isMapped,
        boolean hasObjects) throws BridgeException, CancelledException {
        if (!isMapped && !hasObjects) {
            return;
        }

        String best = LatestRanking.best().getModel();
        if (isMapped) {
            RankingSettings only = ranking.toBuilder().clearModels().addModels(best).build();
            Output.show(ConsistencyMapper.map(bridge, only, source, server.chunkBytes()));
        }

        if (hasObjects) {
            PredictSettings.Builder settings = PredictSettings.newBuilder()
                .setModel(best)
                .setSelection(ranking.getSelection())
                .setForeground(ranking.getForeground())
                .setKind(PredictionKind.PREDICTION_KIND_LABELS);
            ImagePlus objects = Predictor.predict(bridge, settings, source, server.chunkBytes(), "Objects");
            Output.show(objects);
        }
    }
}
