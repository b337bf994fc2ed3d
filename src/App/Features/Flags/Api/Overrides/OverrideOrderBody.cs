namespace ExperimentAdmin.App.Features.Flags.Api.Overrides;

/// <summary>The order of a flag's overrides.</summary>
/// <param name="Segments">The segments of all overrides that people made, each once, the one that wins first.</param>
internal sealed record OverrideOrderBody(IReadOnlyList<int> Segments);
