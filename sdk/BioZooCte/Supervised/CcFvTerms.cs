namespace BioZooCte.Supervised;

/// <summary>Which of its two terms CC-FV takes: the paper's table 2 leaves out one at a time.</summary>
public enum CcFvTerms
{
    /// <summary>ln(F_v / C_cons), the score.</summary>
    Both,

    /// <summary>ln F_v: without class consistency.</summary>
    VarietyOnly,

    /// <summary>−ln C_cons: without feature variety.</summary>
    ConsistencyOnly,
}
