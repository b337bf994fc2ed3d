namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>Why a frozen flag is opened.</summary>
/// <param name="Reason">1 to 500 characters, for whoever reads the results later.</param>
internal sealed record FlagDoorBody(string Reason);
