namespace ExperimentAdmin.App.Features.Experiments.Wizard;

/// <summary>One step of something that takes several.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Help">One line on what is done in it.</param>
/// <param name="Href">Its address; null while it cannot be gone to.</param>
/// <param name="IsDone">Whether it is complete.</param>
/// <param name="IsCurrent">Whether it is shown.</param>
public sealed record Step(string Title, string Help, string? Href, bool IsDone, bool IsCurrent);
