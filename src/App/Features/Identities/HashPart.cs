namespace ExperimentAdmin.App.Features.Identities;

/// <summary>A part of a bar from 0 to 100.</summary>
/// <param name="Text">What it stands for.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Class">The class that colours it.</param>
public sealed record HashPart(string Text, double Start, double End, string Class);
