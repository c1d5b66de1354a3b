using System.Text.Json;

using BioZooCte.Models.Processing;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Models.Processing;

[TestClass]
public sealed class AutomaticCastsTests
{
    [TestMethod]
    public void Around_EveryCaseThatStatesIt_IsAsTheReferenceRuns()
    {
        List<string> failures = [];
        int held = 0;
        foreach (ProcessingCase c in ProcessingCase.All())
        {
            ModelDescription model = c.Model;
            foreach (TensorPlace place in TensorPlace.Of(model))
            {
                JsonElement tensor = c.Json.GetProperty("tensors").EnumerateArray()
                    .Single(t => t.GetProperty("id").GetString() == place.Tensor.Id);
                if (tensor.TryGetProperty("as_run", out JsonElement asRun))
                {
                    string expected = string.Join(' ', asRun.EnumerateArray().Select(s => s.GetString()));
                    string found = string.Join(
                        ' ', AutomaticCasts.Around(place, model.IsFormat04).Select(s => NameOf(s.Step, model)));
                    held++;
                    if (found != expected)
                    {
                        failures.Add($"{c.Name}, {place.Tensor.Id}: {found}; expected {expected}");
                    }
                }
            }
        }

        Assert.IsEmpty(failures, string.Join('\n', failures));
        Assert.AreNotEqual(0, held);
    }

    private static string NameOf(ProcessingDescription step, ModelDescription model) => step switch
    {
        ProcessingDescription.EnsureDataType cast => $"ensure_dtype:{cast.Type.Name()}",
        ProcessingDescription.FixedZeroMeanUnitVariance when model.IsFormat04 => "zero_mean_unit_variance",
        _ => step.Name,
    };
}
