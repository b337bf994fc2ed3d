using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Serving.Counts;

internal sealed class FlagAskMapping : IEntityTypeConfiguration<FlagAsk>
{
    public void Configure(EntityTypeBuilder<FlagAsk> builder)
    {
        builder.ToTable("flag_asks");
        builder.HasKey(ask => new { ask.EnvironmentId, ask.FeatureId, ask.Kind });
        builder.HasOne<ProjectEnvironment>().WithMany().HasForeignKey(ask => ask.EnvironmentId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
