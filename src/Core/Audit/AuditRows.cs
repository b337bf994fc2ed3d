using ExperimentAdmin.Core.Persistence.Writing;

namespace ExperimentAdmin.Core.Audit;

/// <summary>Writes the records of a change.</summary>
internal static class AuditRows
{
    /// <summary>Appends the statements that insert records, in their order.</summary>
    public static void Insert(BatchedStatements statements, IEnumerable<AuditRecord> records)
    {
        foreach (var record in records)
        {
            statements.Add(
                1,
                $"""
                INSERT INTO audit_records (project_id, environment_id, kind, object_key, number, also_key, also_number, object_name,
                object_name_folded, action, summary, actor_kind, actor_id, actor_name, at, reason, before, after)
                VALUES ({BatchedStatements.Number(record.ProjectId)}, {BatchedStatements.Number(record.EnvironmentId)}, '{record.Kind}',
                {statements.Text(record.ObjectKey)}, {BatchedStatements.Number(record.Number)}, {statements.Text(record.AlsoKey)},
                {BatchedStatements.Number(record.AlsoNumber)}, {statements.Text(record.ObjectName)}, {statements.Text(record.ObjectNameFolded)},
                {statements.Text(record.Action)}, {statements.Text(record.Summary)}, '{record.ActorKind}',
                {BatchedStatements.Number(record.ActorId)}, {statements.Text(record.ActorName)}, {statements.Time(record.At)},
                {statements.Text(record.Reason)}, {statements.Text(record.Before)}, {statements.Text(record.After)})
                """);
        }
    }
}
