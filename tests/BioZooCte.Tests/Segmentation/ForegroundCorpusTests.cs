using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Packages.Rdf;
using BioZooCte.Segmentation;
using BioZooCte.Testing;

namespace BioZooCte.Tests.Segmentation;

[TestClass]
public sealed class ForegroundCorpusTests
{
    private static readonly NetworkDescription Unknown = new() { Inputs = [], Outputs = [], Sha256 = "" };

    [TestMethod]
    public void Decide_EveryRealModel_IsARuleThatHoldsTogetherOrARefusalWithAReason()
    {
        string folder = SharedData.Require("rdf_corpus");
        IReadOnlyList<string> files = SharedData.RequireCases(
            "rdf_corpus",
            Directory.GetFiles(folder, "*.json").Where(f => Path.GetFileName(f) != "expected.json"));
        int decided = 0;
        foreach (string file in files)
        {
            if (Read(file) is ModelDescription model && Decide(model) is ForegroundRule rule)
            {
                decided++;
                OutputDescription output = model.Outputs[rule.OutputIndex];
                Assert.AreEqual(output.Id, rule.OutputId, file);
                bool hasChannels = output.IndexOfAxis("channel") >= 0;
                Assert.AreEqual(hasChannels, rule.Channel is not null || rule.BackgroundChannel is not null, file);
                Assert.AreEqual(rule.BackgroundChannel is null, rule.Classes.IsEmpty, file);
                Assert.AreNotEqual("", rule.Reason, file);
            }
        }

        Assert.AreNotEqual(0, decided, "No model of the corpus has a foreground.");
    }

    private static ModelDescription? Read(string file)
    {
        try
        {
            return RdfReader.Parse(File.ReadAllText(file), file, []);
        }
        catch (InvalidModelPackageException)
        {
            return null;
        }
    }

    private static ForegroundRule? Decide(ModelDescription model)
    {
        try
        {
            return ForegroundDecision.Decide("m", model, Unknown, new ForegroundOptions());
        }
        catch (UnsupportedModelException refusal)
        {
            Assert.IsNotEmpty(refusal.Reasons);
            return null;
        }
    }
}
