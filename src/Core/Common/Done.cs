namespace ExperimentAdmin.Core.Common;

/// <summary>The answer of a change that has nothing to say but that it happened.</summary>
public readonly record struct Done;
