namespace ExperimentAdmin.Core.Experiments.Periods;

/// <summary>Something that was done with an experiment or its rollout.</summary>
/// <param name="At">UTC.</param>
/// <param name="Who">The name of the person, key or system.</param>
/// <param name="Summary">What, in words and without the person: "rollout 20 % to 50 %".</param>
/// <param name="Reason">Why, as it was given; null for no reason.</param>
/// <param name="Revision">The number of the experiment's record.</param>
public sealed record TimelineMark(DateTimeOffset At, string Who, string Summary, string? Reason, int Revision);
