using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Serving.Counts;

internal sealed class RequestCountMapping : IEntityTypeConfiguration<RequestCount>
{
    public void Configure(EntityTypeBuilder<RequestCount> builder)
    {
        builder.ToTable("request_counts");
        builder.HasKey(count => new { count.EnvironmentId, count.FeatureId, count.Hour });
        builder.HasOne<ProjectEnvironment>().WithMany().HasForeignKey(count => count.EnvironmentId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
