using ExperimentAdmin.Core.Evaluation.Conditions;
using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.Core.Segments.Reads;

/// <summary>One segment with all that its page shows.</summary>
/// <param name="Item">What the list shows of it.</param>
/// <param name="Rules">Who is in it; null when what is stored cannot be read, which serves nobody.</param>
/// <param name="Uses">The flags that have an override for it.</param>
/// <param name="Outranks">The running experiments that lose identities to it.</param>
/// <param name="Faults">Its conditions that are not served, so that nobody is in it.</param>
/// <param name="Notes">The forms in its rules on which engines disagree.</param>
/// <param name="IsTidy">Whether its rules are as they would be stored now; otherwise blanks around values count until it is saved.</param>
public sealed record SegmentView(
    SegmentItem Item, IReadOnlyList<SegmentRule>? Rules, IReadOnlyList<SegmentUse> Uses, IReadOnlyList<OutrankedRollout> Outranks,
    IReadOnlyList<ConditionFault> Faults, IReadOnlyList<SegmentNote> Notes, bool IsTidy);
