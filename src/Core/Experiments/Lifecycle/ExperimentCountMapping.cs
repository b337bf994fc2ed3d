using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

internal sealed class ExperimentCountMapping : IEntityTypeConfiguration<ExperimentCount>
{
    public void Configure(EntityTypeBuilder<ExperimentCount> builder)
    {
        builder.ToTable("experiment_counts");
        builder.HasKey(count => new { count.EnvironmentId, count.Status });
    }
}
