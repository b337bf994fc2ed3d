using ExperimentAdmin.Core.Access.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Audit;

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditRecord>
{
    public void Configure(EntityTypeBuilder<AuditRecord> builder)
    {
        builder.ToTable("audit_records");
        builder.Property(record => record.ObjectKey).HasMaxLength(64);
        builder.Property(record => record.AlsoKey).HasMaxLength(64);
        builder.Property(record => record.ObjectName).HasMaxLength(2_000);
        builder.Property(record => record.Action).HasMaxLength(64);
        builder.Property(record => record.ActorName).HasMaxLength(Person.DisplayNameMaxLength);
        builder.HasIndex(record => new { record.ObjectKey, record.Number }).IsUnique();
        builder.HasIndex(record => new { record.AlsoKey, record.AlsoNumber });
        builder.HasIndex(record => new { record.ProjectId, record.Id });
        builder.HasIndex(record => new { record.EnvironmentId, record.Id });
    }
}
