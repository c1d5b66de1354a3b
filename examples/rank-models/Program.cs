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
    Console.WriteLine($"{model.Rank,2}  {model.Id,-10}  {model.Score,5:0.000}  {notes}");
}
