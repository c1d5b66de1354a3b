using BioZooCte;
using BioZooCte.Onnx;
using BioZooCte.Ranking;

string[] models = Directory.GetDirectories(args[0]);
string[] images = Directory.GetFiles(args[1]);

TransferabilityEstimator estimator = new(new OnnxBackend());
ModelRanking ranking = await estimator.RankAsync(models, images);

foreach (ModelScore model in ranking.Models)
{
    string notes = model.Error ?? string.Join(", ", model.Flags);
    Console.WriteLine($"{model.Rank}. {model.Id}: {model.Score:0.000} {notes}");
}
