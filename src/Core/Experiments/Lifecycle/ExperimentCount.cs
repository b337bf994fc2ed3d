namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>How many experiments of an environment have a status and are not archived: kept with each change, so that no list counts rows.</summary>
internal sealed class ExperimentCount
{
    public required int EnvironmentId { get; init; }

    public required ExperimentStatus Status { get; init; }

    public int Count { get; set; }
}
