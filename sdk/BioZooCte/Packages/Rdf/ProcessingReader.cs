using System.Collections.Immutable;

using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Rdf;

/// <summary>Reads the pre- or postprocessing steps of a tensor.</summary>
internal static class ProcessingReader
{
    /// <summary>The steps, in order; those with problems are left out.</summary>
    public static ImmutableArray<ProcessingDescription> ReadAll(RdfField steps, ProcessingContext context)
    {
        ImmutableArray<ProcessingDescription>.Builder read = ImmutableArray.CreateBuilder<ProcessingDescription>();
        foreach (RdfField step in steps.ReadItems("a list of steps"))
        {
            if (step.Require("a step").ReadMapping("a mapping that describes a step") is not null
                && Read(step, context) is ProcessingDescription description)
            {
                read.Add(description);
            }
        }

        return read.ToImmutable();
    }

    /// <summary>A step; null where it has problems.</summary>
    public static ProcessingDescription? Read(RdfField step, ProcessingContext context)
    {
        int before = step.Report.ProblemCount;
        step["kwargs"].ReadMapping("a mapping of arguments");
        ProcessingDescription? read = context.IsFormat04
            ? Processing04Reader.Read(step, context)
            : Processing05Reader.Read(step, context);
        return step.Report.ProblemCount == before ? read : null;
    }
}
