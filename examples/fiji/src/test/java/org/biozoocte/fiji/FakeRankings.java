package org.biozoocte.fiji;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.biozoocte.v1.ModelScore;
import org.biozoocte.v1.RankModelsRequest;
import org.biozoocte.v1.RankModelsResponse;
import org.biozoocte.v1.Ranking;
import org.biozoocte.v1.RankingEvent;
import org.biozoocte.v1.RankingProgress;
import org.biozoocte.v1.RankingServiceGrpc;
import org.biozoocte.v1.StructureRanking;

/** Ranks models in the order in which they are named; each one's score is the mean of all bytes that came. */
final class FakeRankings extends RankingServiceGrpc.RankingServiceImplBase {
    private final FakeBridge bridge;

    FakeRankings(FakeBridge bridge) {
        this.bridge = bridge;
    }

    @Override
    public StreamObserver<RankModelsRequest> rankModels(StreamObserver<RankModelsResponse> answer) {
        ((ServerCallStreamObserver<RankModelsResponse>) answer).setOnCancelHandler(bridge.cancelled::countDown);
        return new StreamObserver<RankModelsRequest>() {
            private final List<String> models = new ArrayList<>();
            private long sum;
            private long count;

            @Override
            public void onNext(RankModelsRequest request) {
                if (request.hasSettings()) {
                    models.addAll(request.getSettings().getRanking().getModelsList());
                    bridge.announced.addAll(request.getSettings().getImagesList());
                    return;
                }

                bridge.chunks.add(request.getChunk());
                for (byte value : request.getChunk().getData()) {
                    sum += value & 0xFF;
                    count++;
                }

                if (models.contains("refused")) {
                    answer.onError(
                        Status.INVALID_ARGUMENT.withDescription("refused is no model.").asRuntimeException());
                }
            }

            @Override
            public void onError(Throwable error) {
                bridge.cancelled.countDown();
            }

            @Override
            public void onCompleted() {
                RankingProgress progress =
                    RankingProgress.newBuilder().setFraction(0.5).setModelCount(models.size()).build();
                answer.onNext(event(RankingEvent.newBuilder().setProgress(progress)));
                if (bridge.isSilent) {
                    return;
                }

                answer.onNext(event(RankingEvent.newBuilder().setRunning(ranking(1))));
                answer.onNext(event(RankingEvent.newBuilder().setFinal(ranking(models.size()))));
                answer.onCompleted();
            }

            private Ranking ranking(int ranked) {
                Ranking.Builder ranking = Ranking.newBuilder();
                ranking.addStructures(StructureRanking.newBuilder().setName("nuclei").setEstimator("combined"));
                for (int i = 0; i < ranked; i++) {
                    ranking.addModels(ModelScore.newBuilder()
                        .setModel(models.get(i)).setStructure("nuclei").setRank(i + 1)
                        .setScore((double) sum / count));
                }

                return ranking.build();
            }
        };
    }

    private static RankModelsResponse event(RankingEvent.Builder event) {
        return RankModelsResponse.newBuilder().setEvent(event).build();
    }
}
