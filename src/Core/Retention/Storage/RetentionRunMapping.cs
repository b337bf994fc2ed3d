using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Retention.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Retention.Storage;

internal sealed class RetentionRunMapping : IEntityTypeConfiguration<RetentionRun>
{
    public void Configure(EntityTypeBuilder<RetentionRun> builder)
    {
        builder.ToTable("retention_runs");
        builder.Property(run => run.StartedBy).HasMaxLength(Person.DisplayNameMaxLength);
        builder.Property(run => run.File).HasMaxLength(RetentionRun.NameMaxLength);
        builder.Property(run => run.Fault).HasMaxLength(RetentionRun.FaultMaxLength);
    }
}
