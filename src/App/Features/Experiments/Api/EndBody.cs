namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>How an experiment is ended.</summary>
/// <param name="Ending"><c>variant</c> gives everybody one variant, <c>control</c> gives everybody control, <c>restore</c> gives back what was before.</param>
/// <param name="Variant">The id of the variant that everybody gets; only with <c>variant</c>.</param>
/// <param name="Conclusion">What was learned: <c>won</c>, <c>lost</c>, <c>inconclusive</c> or <c>stopped</c>.</param>
/// <param name="Note">What people should know of it; at most 10,000 characters.</param>
/// <param name="RemoveOverridesOf">The ids of the segments whose overrides of the flag go too.</param>
internal sealed record EndBody(string Ending, int? Variant, string Conclusion, string? Note, IReadOnlyList<int>? RemoveOverridesOf);
