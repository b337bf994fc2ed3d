namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>Why everything is stopped.</summary>
/// <param name="Reason">For the records; at most 500 characters.</param>
internal sealed record EmergencyBody(string? Reason);
