using BioZooCte;
using BioZooCte.Evaluation.Targets;
using BioZooCte.Onnx;
using BioZooCte.Supervised;

string[] models = Directory.GetDirectories(args[0]);
string[] images = Directory.GetFiles(args[1]);
string[] labels = Directory.GetFiles(args[2]);

SupervisedOptions options = new() { Estimators = ["cc-fv", "leep"] };
SupervisedEstimator estimator = new(new OnnxBackend(), options);

foreach (string model in models)
{
    SupervisedEstimate estimate = await estimator.EstimateAsync(model, LabelMatching.Match(images, labels));
    foreach ((string name, SupervisedScore score) in estimate.Scores)
    {
        Console.WriteLine($"{estimate.Id,-10}  {name,-6}  {score.Value,8:0.000}  {score.Reason}");
    }
}
