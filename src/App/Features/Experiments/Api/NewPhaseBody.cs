namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>What starts an experiment over with other people.</summary>
/// <param name="Reason">Why everybody is dealt again, 1 to 500 characters, for whoever reads the results later.</param>
/// <param name="ExperimentRollout">The members of the rollout that are to be others from then on; absent keeps it as it is.</param>
internal sealed record NewPhaseBody(string Reason, RolloutBody? ExperimentRollout);
