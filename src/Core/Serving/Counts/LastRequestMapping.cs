using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Serving.Counts;

internal sealed class LastRequestMapping : IEntityTypeConfiguration<LastRequest>
{
    public void Configure(EntityTypeBuilder<LastRequest> builder)
    {
        builder.ToTable("last_requests");
        builder.HasKey(request => request.EnvironmentId);
        builder.Property(request => request.EnvironmentId).ValueGeneratedNever();
        builder.Property(request => request.UserAgent).HasMaxLength(LastRequest.UserAgentMaxLength);
        builder.HasOne<ProjectEnvironment>().WithMany().HasForeignKey(request => request.EnvironmentId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
