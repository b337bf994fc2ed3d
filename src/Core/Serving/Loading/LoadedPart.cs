namespace ExperimentAdmin.Core.Serving.Loading;

/// <summary>A compiled part, and what it was compiled from: while the stamp is the same, so is the part.</summary>
internal sealed record LoadedPart<TStamp, TPart>(TStamp Stamp, TPart Part);
