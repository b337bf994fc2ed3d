namespace ExperimentAdmin.Core.Flags.States.Domain;

/// <summary>What is wrong with a list of allocations; whoever asked says it in the words of their place.</summary>
/// <param name="Twice">Variants that are listed more than once.</param>
/// <param name="Foreign">Listed variants that the flag does not have, ascending.</param>
/// <param name="Total">What the list adds up to, in basis points; may be over the whole.</param>
/// <param name="Archived">Archived variants that would get more than they have.</param>
public sealed record AllocationFindings(
    IReadOnlyList<int> Twice, IReadOnlyList<int> Foreign, int Total, IReadOnlyList<int> Archived)
{
    /// <summary>How far the list is over the whole, in basis points; 0 when it fits.</summary>
    public int Excess => Math.Max(0, Total - BasisPoints.Whole);
}
