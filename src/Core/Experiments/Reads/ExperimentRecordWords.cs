using System.Text.Json;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Lifecycle;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>Says the recorded status of an experiment as its pages do, and its owner by name alone.</summary>
internal sealed class ExperimentRecordWords : IRecordWords
{
    public AuditKind Kind => AuditKind.Experiment;

    public string? Of(string member, JsonElement value) => member switch
    {
        "status" => ExperimentLifecycle.Word(AuditJson.Read<ExperimentStatus>(value.GetRawText())),
        "ownerId" => string.Empty,
        _ => null,
    };
}
