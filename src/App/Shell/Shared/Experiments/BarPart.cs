namespace ExperimentAdmin.App.Shell.Shared.Experiments;

/// <summary>One part of a bar, for the legend below it.</summary>
/// <param name="Text">"big 2 %".</param>
/// <param name="Percent">Of the whole bar.</param>
/// <param name="Colour">The class of its colour.</param>
/// <param name="Room">How many pixels its number takes inside the bar.</param>
public sealed record BarPart(string Text, decimal Percent, string Colour, int Room);
