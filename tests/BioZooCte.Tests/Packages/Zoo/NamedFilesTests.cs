using BioZooCte.Packages.Zoo;
using BioZooCte.Tests.Packages.Rdf;

namespace BioZooCte.Tests.Packages.Zoo;

[TestClass]
public sealed class NamedFilesTests
{
    [TestMethod]
    public void In_Format04_AreAllFiles()
    {
        const string Hash = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
        const string More = $$"""

              pytorch_state_dict:
                source: weights.pt
                architecture: net.py:Net
                architecture_sha256: {{Hash}}
                dependencies: conda:environment.yaml
                attachments: {files: [extra.bin] }
            covers: [cover.png]
            attachments: {files: [macro.ijm], note: nothing.txt }
            icon: icon.svg
            training_data: {source: data.yaml}
            config: {deepimagej: {source: no.txt} }
            """;
        string[] files = [.. NamedFiles.In(RdfExamples.Parse(RdfExamples.Format04 + More).Rdf).Select(f => f.Source)];

        CollectionAssert.AreEquivalent(
            (string[])
            [
                "README.md", "test_input.npy", "test_output.npy", "weights.onnx", "weights.pt", "net.py",
                "environment.yaml", "extra.bin", "cover.png", "macro.ijm", "icon.svg",
            ],
            files);
    }
}
